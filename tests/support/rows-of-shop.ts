import { adminSql } from "./stack.ts";

/** Everything that any table has of a shop, as text. */
export async function rowsOfShop(shopId: string): Promise<string> {
  const tables = await adminSql<{ name: string }[]>`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`;
  const contents = await Promise.all(
    tables.map(
      ({ name }) => adminSql`select to_jsonb(t) as row from ${adminSql("public." + name)} t
        where shop_id = ${shopId} order by to_jsonb(t)::text`,
    ),
  );
  return JSON.stringify(contents);
}
