/**
 * Reads the database schema document and prints what it promises as JSON:
 *   node scripts/parse-schema-document.ts <document> > tests/fixtures/schema/expected-schema.json
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type {
  ExpectedColumn,
  ExpectedFunction,
  ExpectedIndex,
  ExpectedSchema,
  ExpectedTable,
} from "#tests/integration/schema/expected-schema.ts";

/** A heading runs straight into its text: `storesPurpose: ...` or `get_orders_by_day(...)Purpose: ...`. */
const heading = /^(?<name>[a-z_]+)(?:\((?<args>[^)]*)\))?Purpose: (?<purpose>.*)$/;

interface Section {
  readonly name: string;
  readonly args: string | undefined;
  readonly purpose: string;
  readonly lines: readonly string[];
}

export function parseSchemaDocument(text: string): ExpectedSchema {
  const sections = readSections(text.split("\n"));
  const named = sections.filter((section) => section.args === undefined);
  const tables = named.map((section) => readTable(section, named));
  const functions = sections.flatMap((section) => readFunction(section));
  addKeyIndexes(tables, text);
  assertCount("tables", tables.length, Number(/^Total Tables: (\d+)/m.exec(text)?.[1]));
  assertCount("functions", functions.length, Number(/^Database Functions: (\d+)/m.exec(text)?.[1]));
  const columnCount = tables.reduce((sum, table) => sum + table.columns.length, 0);
  const migrations = [...text.matchAll(/^\d{14}_\w+\.sql(?= \|$)/gm)].map(([name]) => name);
  return { tableCount: tables.length, columnCount, tables, functions, policy: readPolicy(text), migrations };
}

function readSections(lines: string[]): Section[] {
  const starts = lines.flatMap((line, at) => (heading.test(line) ? [at] : []));
  return starts.map((start, index) => {
    const { name = "", args, purpose = "" } = heading.exec(lines[start] ?? "")?.groups ?? {};
    return { name, args, purpose, lines: lines.slice(start + 1, starts[index + 1]) };
  });
}

function readTable(section: Section, tables: Section[]): ExpectedTable {
  const columns = readColumns(section.lines);
  if (columns.length === 0) throw new Error(`no columns found for ${section.name}`);
  return {
    name: section.name,
    purpose: section.purpose,
    columns,
    primaryKey: columns
      .filter((column) => /\bprimary key\b/i.test(column.description))
      .map(({ name }) => name),
    references: readReferences(section, columns, new Set(tables.map(({ name }) => name))),
    indexes: readIndexes(section),
  };
}

/** A row's first cell stands on a line of its own, the others on the next. */
function readColumns(lines: readonly string[]): ExpectedColumn[] {
  const header = lines.indexOf("| Column | Type | Description |");
  const columns: ExpectedColumn[] = [];
  for (let at = header + 2; header >= 0; at += 2) {
    const name = /^(\w+) \|$/.exec(lines[at] ?? "")?.[1];
    const [, type, description] = /^(\S+) \| (.+) \|$/.exec(lines[at + 1] ?? "") ?? [];
    if (name === undefined) break;
    if (type === undefined || description === undefined) throw new Error(`column ${name} has no type`);
    columns.push({ name, type, description, ...(type === "enum" && { values: readValues(description) }) });
  }
  return columns;
}

/** "auto (scheduled) or manual" -> auto, manual. */
const readValues = (description: string) =>
  description
    .replaceAll(/\s*\([^)]*\)/g, "")
    .split(/,\s*|\s+or\s+/)
    .map((value) => value.trim());

function readReferences(section: Section, columns: ExpectedColumn[], tables: Set<string>) {
  const found = new Map<string, string>();
  for (const { name, description } of columns) {
    const table = /^FK to (\w+)$/.exec(description)?.[1];
    if (table !== undefined && tables.has(table)) found.set(name, table);
  }
  for (const [, column, table] of between(section.lines, "Relationships:").matchAll(
    /([a-z_]+) → ([a-z_]+?)\.id/g,
  ))
    if (column !== undefined && table !== undefined) found.set(column, table);
  return [...found].map(([column, table]) => ({ column, table }));
}

function readIndexes(section: Section): ExpectedIndex[] {
  const promised = between(section.lines, "Indexes:").matchAll(/\(([^)]+)\) - ([^(]*)/g);
  return [...promised].map(([, columns = "", note = ""]) => ({
    columns: columns.split(", "),
    unique: note.startsWith("unique"),
  }));
}

/** The text after a label, up to the next one. */
function between(lines: readonly string[], label: string): string {
  const [, after = ""] = lines.join("\n").split(label);
  return after.split(/Indexes:|Used by:|Status:/)[0] ?? "";
}

/** The table of key indexes near the end: table, columns and purpose on three lines. */
function addKeyIndexes(tables: ExpectedTable[], text: string) {
  const [, list = ""] = text.split("| Table | Index | Purpose |");
  for (const [, name, columns = ""] of list.matchAll(/^([a-z_]+) \|\n\(([^)]+)\) \|$/gm)) {
    const table = tables.find((candidate) => candidate.name === name);
    if (!table) throw new Error(`a key index names an unknown table: ${String(name)}`);
    const index = { columns: columns.split(", "), unique: false };
    if (!table.indexes.some((known) => known.columns.join() === index.columns.join()))
      table.indexes.push(index);
  }
}

function readFunction({ name, args, purpose, lines }: Section): ExpectedFunction[] {
  if (args === undefined) return [];
  const returns = /^Returns: (TABLE\(.*\))$/m.exec(lines.join("\n"))?.[1];
  if (returns === undefined) throw new Error(`function ${name} does not say what it returns`);
  return [{ name, arguments: args.split(", "), returns, purpose }];
}

function readPolicy(text: string) {
  const [, name, role] = /CREATE POLICY "([^"]+)" ON table_name\s+FOR ALL\s+TO (\w+)/.exec(text) ?? [];
  if (name === undefined || role === undefined) throw new Error("the document shows no policy");
  return { name, role };
}

function assertCount(what: string, found: number, promised: number) {
  if (found !== promised) throw new Error(`found ${found} ${what}, the document promises ${promised}`);
}

function main(file: string | undefined) {
  if (file === undefined) throw new Error("usage: node scripts/parse-schema-document.ts <document>");
  const schema = parseSchemaDocument(readFileSync(file, "utf8"));
  assertCount("tables", schema.tableCount, 19);
  console.error(`${schema.tableCount} tables, ${schema.columnCount} columns`);
  console.log(JSON.stringify(schema, null, 2));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv[2]);
