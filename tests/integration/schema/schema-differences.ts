import type postgres from "postgres";
import { type Catalogue, readCatalogue } from "./catalogue.ts";
import type { ExpectedColumn, ExpectedFunction, ExpectedSchema, ExpectedTable } from "./expected-schema.ts";

/** One sentence for each promise of the schema document that the database does not keep. More than it asks is fine. */
export async function schemaDifferences(sql: postgres.ISql, expected: ExpectedSchema): Promise<string[]> {
  const actual = await readCatalogue(sql);
  return [
    ...expected.tables.flatMap((table) => tableDifferences(actual, table)),
    ...expected.functions.flatMap((wanted) => functionDifferences(actual, wanted)),
    ...policyDifferences(actual, expected),
  ];
}

function tableDifferences(actual: Catalogue, table: ExpectedTable): string[] {
  if (!actual.tables.some(({ name }) => name === table.name)) return [`table ${table.name} is missing`];
  return [
    ...table.columns.flatMap((column) => columnDifferences(actual, table.name, column)),
    ...keyDifferences(actual, table),
    ...indexDifferences(actual, table),
    ...referenceDifferences(actual, table),
  ];
}

function columnDifferences({ columns }: Catalogue, table: string, wanted: ExpectedColumn): string[] {
  const label = `column ${table}.${wanted.name}`;
  const column = columns.find(({ table_name, name }) => table_name === table && name === wanted.name);
  if (!column) return [`${label} is missing`];
  if (column.type !== typeInCatalogue(wanted.type)) return [`${label} is ${column.type}, not ${wanted.type}`];
  const missing = (wanted.values ?? []).filter((value) => !column.values.includes(value));
  return missing.map((value) => `${label} does not allow ${value}`);
}

const typeInCatalogue = (type: string) => (type === "timestamptz" ? "timestamp with time zone" : type);

function keyDifferences({ indexes }: Catalogue, table: ExpectedTable): string[] {
  const wanted = table.primaryKey.join(", ");
  const found = indexes.some(
    (index) => index.table_name === table.name && index.is_primary && index.columns.join(", ") === wanted,
  );
  return found ? [] : [`primary key ${table.name} (${wanted}) is missing`];
}

function indexDifferences({ indexes }: Catalogue, table: ExpectedTable): string[] {
  const onTable = indexes.filter((index) => index.table_name === table.name);
  return table.indexes.flatMap(({ columns, unique }) => {
    const wanted = columns.join(", ");
    const found = onTable.some(
      (index) => index.columns.join(", ") === wanted && (index.is_unique || !unique),
    );
    return found ? [] : [`${unique ? "unique index" : "index"} ${table.name} (${wanted}) is missing`];
  });
}

function referenceDifferences({ references }: Catalogue, table: ExpectedTable): string[] {
  return table.references
    .filter(
      ({ column, table: target }) =>
        !references.some(
          (found) =>
            found.table_name === table.name && found.column_name === column && found.target === target,
        ),
    )
    .map(({ column, table: target }) => `reference ${table.name}.${column} to ${target} is missing`);
}

function functionDifferences({ functions }: Catalogue, wanted: ExpectedFunction): string[] {
  const label = `function ${wanted.name}(${wanted.arguments.join(", ")})`;
  const found = functions.filter(
    ({ name, arguments: names }) => name === wanted.name && names.join() === wanted.arguments.join(),
  );
  if (found.length === 0) return [`${label} is missing`];
  return found
    .filter(({ returns }) => returns !== wanted.returns)
    .map(({ returns }) => `${label} returns ${returns}, not ${wanted.returns}`);
}

/** The document asks the policy of every table, so tables it does not know need it as well. */
function policyDifferences({ tables }: Catalogue, { policy }: ExpectedSchema): string[] {
  const wanted = JSON.stringify({
    ...policy,
    command: "ALL",
    permissive: "PERMISSIVE",
    using: "true",
    check: "true",
  });
  return tables.flatMap((table) => [
    ...(table.row_security ? [] : [`row level security of ${table.name} is off`]),
    ...(table.policies.some((found) => JSON.stringify(found) === wanted)
      ? []
      : [`policy "${policy.name}" of ${table.name} is missing`]),
    ...table.policies
      .filter(({ role }) => role !== policy.role)
      .map(({ name, role }) => `policy "${name}" of ${table.name} lets ${role} in`),
  ]);
}
