import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const Column = z.object({
  name: z.string(),
  type: z.string(),
  description: z.string(),
  /** The values an enum must allow; it may allow more. */
  values: z.array(z.string()).optional(),
});

const Index = z.object({ columns: z.array(z.string()), unique: z.boolean() });

const Table = z.object({
  name: z.string(),
  purpose: z.string(),
  columns: z.array(Column),
  primaryKey: z.array(z.string()),
  references: z.array(z.object({ column: z.string(), table: z.string() })),
  indexes: z.array(Index),
});

const SqlFunction = z.object({
  name: z.string(),
  arguments: z.array(z.string()),
  returns: z.string(),
  purpose: z.string(),
});

export const ExpectedSchema = z.object({
  tableCount: z.number(),
  columnCount: z.number(),
  tables: z.array(Table),
  functions: z.array(SqlFunction),
  policy: z.object({ name: z.string(), role: z.string() }),
  migrations: z.array(z.string()),
});

export type ExpectedSchema = z.infer<typeof ExpectedSchema>;
export type ExpectedTable = z.infer<typeof Table>;
export type ExpectedColumn = z.infer<typeof Column>;
export type ExpectedIndex = z.infer<typeof Index>;
export type ExpectedFunction = z.infer<typeof SqlFunction>;

const file = path.resolve(import.meta.dirname, "../../fixtures/schema/expected-schema.json");

/** What the schema document promises, as `scripts/parse-schema-document.ts` read it. */
export async function readExpectedSchema(): Promise<ExpectedSchema> {
  return ExpectedSchema.parse(JSON.parse(await readFile(file, "utf8")));
}
