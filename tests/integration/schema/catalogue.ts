import type postgres from "postgres";

export interface Catalogue {
  /** Tables of the public schema. */
  readonly tables: readonly { name: string; row_security: boolean; policies: readonly CataloguePolicy[] }[];
  /** `values` is empty for everything but enums. */
  readonly columns: readonly { table_name: string; name: string; type: string; values: readonly string[] }[];
  /** Whole-table indexes only; the columns in their order. */
  readonly indexes: readonly {
    table_name: string;
    columns: readonly string[];
    is_unique: boolean;
    is_primary: boolean;
  }[];
  readonly references: readonly { table_name: string; column_name: string; target: string }[];
  readonly functions: readonly { name: string; arguments: readonly string[]; returns: string }[];
}

export interface CataloguePolicy {
  readonly name: string;
  readonly role: string;
  readonly command: string;
  readonly permissive: string;
  readonly using: string;
  readonly check: string;
}

/** What the public schema of a database really holds. */
export async function readCatalogue(sql: postgres.ISql): Promise<Catalogue> {
  const tables = await sql<Catalogue["tables"][number][]>`
    select c.relname as name, c.relrowsecurity as row_security, coalesce((
      select json_agg(json_build_object('name', p.policyname, 'role', array_to_string(p.roles, ','), 'command', p.cmd,
                                        'permissive', p.permissive, 'using', p.qual, 'check', p.with_check))
      from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname), '[]') as policies
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
  const columns = await sql<Catalogue["columns"][number][]>`
    select c.relname as table_name, a.attname as name,
      case t.typtype when 'e' then 'enum' else format_type(a.atttypid, a.atttypmod) end as type,
      array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid order by e.enumsortorder) as values
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
  const indexes = await sql<Catalogue["indexes"][number][]>`
    select c.relname as table_name, i.indisunique as is_unique, i.indisprimary as is_primary,
      array(select pg_get_indexdef(i.indexrelid, n, false) from generate_series(1, i.indnkeyatts) n order by n) as columns
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace and i.indisvalid and i.indpred is null`;
  const references = await sql<Catalogue["references"][number][]>`
    select c.relname as table_name, a.attname as column_name, target.relname as target
    from pg_constraint con
    join pg_class c on c.oid = con.conrelid
    join pg_class target on target.oid = con.confrelid
    join pg_attribute a on a.attrelid = c.oid and con.conkey = array[a.attnum]
    where con.contype = 'f' and c.relnamespace = 'public'::regnamespace`;
  const functions = await sql<Catalogue["functions"][number][]>`
    select p.proname as name, pg_get_function_result(p.oid) as returns,
      coalesce(p.proargnames[1:p.pronargs], '{}') as arguments
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace`;
  return { tables, columns, indexes, references, functions };
}
