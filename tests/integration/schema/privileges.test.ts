import type postgres from "postgres";
import { expect, test } from "vitest";
import { adminSql } from "#tests/support/stack.ts";
import { inRolledBackTransaction } from "./roll-back.ts";

test("nobody but the service role may touch a table, sequence or function", async () => {
  expect(await openDoors(adminSql)).toEqual([]);
});

test("a privilege given away by mistake is noticed, for each kind of object", async () => {
  const found = await inRolledBackTransaction(adminSql, async (sql) => {
    await sql`grant select on public.forecast_results to anon`;
    await sql`grant update (enabled) on public.feature_flags to authenticated`;
    await sql`grant usage on sequence public.audit_log_id_seq to anon`;
    await sql`grant execute on function public.get_orders_by_day(uuid, date, date) to public`;
    return openDoors(sql);
  });
  const call = "execute get_orders_by_day(uuid,date,date)";
  expect(found).toEqual([
    `anon may ${call}`,
    "anon may select forecast_results",
    "anon may usage audit_log_id_seq",
    `authenticated may ${call}`,
    "authenticated may update some of feature_flags",
    `public may ${call}`,
  ]);
});

test("the service role reads and writes every table, sequence and function", async () => {
  const closed = await adminSql<{ door: string }[]>`
    select format('%s %s', privilege, c.oid::regclass) as door
    from pg_class c, unnest(array['select', 'insert', 'update', 'delete']) as privilege
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not has_table_privilege('service_role', c.oid, privilege)
    union all
    select format('usage %s', c.oid::regclass)
    from pg_sequence s join pg_class c on c.oid = s.seqrelid
    where c.relnamespace = 'public'::regnamespace and not has_sequence_privilege('service_role', s.seqrelid, 'usage')
    union all
    select format('execute %s', p.oid::regprocedure)
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prorettype <> 'trigger'::regtype
      and not has_function_privilege('service_role', p.oid, 'execute')`;
  expect(closed.map(({ door }) => door)).toEqual([]);
});

test("what a later migration makes starts out private", async () => {
  const found = await inRolledBackTransaction(adminSql, async (sql) => {
    const [owner] = await sql<{ name: string }[]>`
      select pg_get_userbyid(relowner) as name from pg_class where oid = 'public.stores'::regclass`;
    await sql`set local role ${sql(owner?.name ?? "")}`;
    await sql`create table public.made_later (id bigserial primary key)`;
    await sql`create function public.made_later() returns integer language sql return 1`;
    const [service] = await sql<{ table: boolean; sequence: boolean; function: boolean }[]>`
      select has_table_privilege('service_role', 'public.made_later', 'insert') as table,
             has_sequence_privilege('service_role', 'public.made_later_id_seq', 'usage') as sequence,
             has_function_privilege('service_role', 'public.made_later()', 'execute') as function`;
    return { service, open: await openDoors(sql) };
  });
  expect(found).toEqual({ service: { table: true, sequence: true, function: false }, open: [] });
});

/** "role may privilege object", for everything outsiders may do in the public schema. */
async function openDoors(sql: postgres.ISql): Promise<string[]> {
  const doors = await sql<{ door: string }[]>`
    with outsider (role) as (
      select unnest(array['anon', 'authenticated', 'public'])
    ), relation (oid) as (
      select oid from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
    ), door (role, privilege, name) as (
      select role, privilege, oid::regclass::text
      from outsider, relation,
        unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']) as privilege
      where has_table_privilege(role, oid, privilege)
      union all
      select role, privilege, 'some of ' || oid::regclass
      from outsider, relation, unnest(array['select', 'insert', 'update', 'references']) as privilege
      where has_any_column_privilege(role, oid, privilege) and not has_table_privilege(role, oid, privilege)
      union all
      select role, privilege, s.seqrelid::regclass::text
      from outsider, unnest(array['usage', 'select', 'update']) as privilege,
        pg_sequence s join pg_class c on c.oid = s.seqrelid
      where c.relnamespace = 'public'::regnamespace and has_sequence_privilege(role, s.seqrelid, privilege)
      union all
      select role, 'execute', p.oid::regprocedure::text
      from outsider, pg_proc p
      where p.pronamespace = 'public'::regnamespace and has_function_privilege(role, p.oid, 'execute')
    )
    select format('%s may %s %s', role, privilege, replace(name, 'public.', '')) as door
    from door`;
  return doors.map(({ door }) => door).sort();
}
