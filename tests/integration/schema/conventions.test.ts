import { expect, test } from "vitest";
import { adminSql } from "#tests/support/stack.ts";
import { readExpectedSchema } from "./expected-schema.ts";

interface Named {
  readonly name: string;
}

const names = (rows: readonly Named[]) => rows.map(({ name }) => name);

test("every foreign key leads an index", async () => {
  const unindexed = await adminSql<Named[]>`
    select format('%s of %s', con.conname, con.conrelid::regclass) as name
    from pg_constraint con
    where con.contype = 'f' and con.connamespace = 'public'::regnamespace
      and not exists (
        select from pg_index i
        cross join lateral (select (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(con.conkey)]) as lead (columns)
        where i.indrelid = con.conrelid and i.indisvalid and i.indpred is null
          and lead.columns @> con.conkey and lead.columns <@ con.conkey
      )
    order by 1`;
  expect(names(unindexed)).toEqual([]);
});

test("every table, column and function says what it means", async () => {
  const silent = await adminSql<Named[]>`
    select 'table ' || c.relname as name
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      and coalesce(obj_description(c.oid, 'pg_class'), '') = ''
    union all
    select format('column %s.%s', c.relname, a.attname)
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      and coalesce(col_description(c.oid, a.attnum), '') = ''
    union all
    select 'function ' || p.oid::regprocedure
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace and coalesce(obj_description(p.oid, 'pg_proc'), '') = ''
    order by 1`;
  expect(names(silent)).toEqual([]);
});

test("every function fixes its search path", async () => {
  const open = await adminSql<Named[]>`
    select p.oid::regprocedure::text as name
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not coalesce(p.proconfig, '{}') && array['search_path=""', 'search_path=']
    order by 1`;
  expect(names(open)).toEqual([]);
});

test("every updated_at of the document's tables is stamped by a trigger", async () => {
  const { tables } = await readExpectedSchema();
  const unstamped = await adminSql<Named[]>`
    select c.relname as name
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'updated_at' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relname = any (${tables.map(({ name }) => name)})
      and not exists (
        select from pg_trigger t
        where t.tgrelid = c.oid and t.tgfoid = 'public.set_updated_at()'::regprocedure and t.tgenabled <> 'D'
      )
    order by 1`;
  expect(names(unstamped)).toEqual([]);
});
