import { describe, expect, test } from "vitest";
import { parseSchemaDocument } from "./parse-schema-document.ts";

const document = `Total Tables: 2 (v2 schema)
Database Functions: 1
shopsPurpose: A shop.
| Column | Type | Description |
|---|---|---|
id |
uuid | Primary key |
kind |
enum | small (default) or large |
Relationships:
parcelsUsed by: Everything
parcelsPurpose: What a shop sends.
| Column | Type | Description |
|---|---|---|
key |
text | Label (primary key) |
shop_id |
uuid | FK to shops |
heir_id |
uuid | FK to the next owner |
Relationships:
shop_id → shops.idheir_id → shops.idlabelsIndexes:
(shop_id, key) - unique constraint(heir_id) - for (rare) questionsUsed by: Post
count_parcels(shop_uuid, since)Purpose: Counts parcels.
Returns: TABLE(day date, parcels bigint)
Used by: Post
CREATE POLICY "Clerks only" ON table_name
FOR ALL
TO clerk
| Table | Index | Purpose |
|---|---|---|
parcels |
(shop_id, key) |
Look-ups |
parcels |
(key, heir_id) |
Legacies |
| Migration | Date | Description |
|---|---|---|
20260101000000_first.sql |
2026-01-01 | First |
`;

describe("a schema document", () => {
  const schema = parseSchemaDocument(document);

  test("gives its tables and columns in order", () => {
    expect(schema.tables.map(({ name, purpose }) => [name, purpose])).toEqual([
      ["shops", "A shop."],
      ["parcels", "What a shop sends."],
    ]);
    expect(schema.tables.map(({ columns }) => columns.map(({ name, type }) => `${name} ${type}`))).toEqual([
      ["id uuid", "kind enum"],
      ["key text", "shop_id uuid", "heir_id uuid"],
    ]);
    expect([schema.tableCount, schema.columnCount]).toEqual([2, 5]);
  });

  test("gives the values of an enum without their explanations", () => {
    expect(schema.tables[0]?.columns[1]?.values).toEqual(["small", "large"]);
  });

  test("gives keys, references and the indexes of both lists once", () => {
    expect(schema.tables.map(({ primaryKey }) => primaryKey)).toEqual([["id"], ["key"]]);
    expect(schema.tables[1]?.references).toEqual([
      { column: "shop_id", table: "shops" },
      { column: "heir_id", table: "shops" },
    ]);
    expect(schema.tables[1]?.indexes).toEqual([
      { columns: ["shop_id", "key"], unique: true },
      { columns: ["heir_id"], unique: false },
      { columns: ["key", "heir_id"], unique: false },
    ]);
  });

  test("gives functions, policy and migrations", () => {
    expect(schema.functions).toEqual([
      {
        name: "count_parcels",
        arguments: ["shop_uuid", "since"],
        returns: "TABLE(day date, parcels bigint)",
        purpose: "Counts parcels.",
      },
    ]);
    expect(schema.policy).toEqual({ name: "Clerks only", role: "clerk" });
    expect(schema.migrations).toEqual(["20260101000000_first.sql"]);
  });
});

test.each([
  ["a table too few", "Total Tables: 2", "Total Tables: 3", "found 2 tables, the document promises 3"],
  ["a function too few", "Functions: 1", "Functions: 2", "found 1 functions, the document promises 2"],
  ["a column without a type", "uuid | FK to the next owner |", "", "column heir_id has no type"],
  [
    "a key index of nothing",
    "parcels |\n(key",
    "letters |\n(key",
    "a key index names an unknown table: letters",
  ],
])("%s is an error", (_, from, to, message) => {
  expect(() => parseSchemaDocument(document.replace(from, to))).toThrow(message);
});
