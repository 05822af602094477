import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { adminSql } from "#tests/support/stack.ts";
import { readExpectedSchema } from "./expected-schema.ts";
import { inRolledBackTransaction } from "./roll-back.ts";
import { schemaDifferences } from "./schema-differences.ts";

const expected = await readExpectedSchema();

test("the expectations cover the whole document", () => {
  const columns = expected.tables.flatMap((table) => table.columns);
  expect(expected.tables).toHaveLength(19);
  expect(expected.tableCount).toBe(19);
  expect(columns).toHaveLength(238);
  expect(expected.columnCount).toBe(238);
  expect(expected.functions.map(({ name }) => name)).toEqual(["get_orders_by_day", "get_orders_by_state"]);
  expect(expected.tables.flatMap((table) => table.indexes)).toHaveLength(6);
});

test("the database keeps every promise of the schema document", async () => {
  expect(await schemaDifferences(adminSql, expected)).toEqual([]);
});

test("both dashboard functions take a shop and two days", async () => {
  const signatures = await adminSql<{ signature: string }[]>`
    select pg_get_function_identity_arguments(oid) as signature from pg_proc
    where pronamespace = 'public'::regnamespace and proname in ('get_orders_by_day', 'get_orders_by_state')`;
  const takesShopAndDays = "shop_uuid uuid, start_date date, end_date date";
  expect(signatures.map(({ signature }) => signature)).toEqual([takesShopAndDays, takesShopAndDays]);
});

test("the migrations carry the document's names", async () => {
  const files = await readdir(path.resolve(import.meta.dirname, "../../../supabase/migrations"));
  expect(expected.migrations).toHaveLength(4);
  expect(files).toEqual(expect.arrayContaining(expected.migrations));
});

test.each([
  [
    "alter table forecast_results drop column regional_breakdown",
    "column forecast_results.regional_breakdown is missing",
  ],
  [
    "alter table fulfillment_report_results alter column total_revenue type text",
    "column fulfillment_report_results.total_revenue is text, not numeric",
  ],
  [
    "alter type transfer_urgency rename value 'critical' to 'urgent'",
    "column inventory_transfers.urgency does not allow critical",
  ],
  ["drop index routing_decisions_order_id_idx", "index routing_decisions (order_id) is missing"],
  [
    "alter table trackstar_webhook_events drop constraint trackstar_webhook_events_event_id_key",
    "unique index trackstar_webhook_events (event_id) is missing",
  ],
  [
    "alter table forecast_results drop constraint forecast_results_pkey",
    "primary key forecast_results (id) is missing",
  ],
  [
    "alter table forecast_results drop constraint forecast_results_job_id_fkey",
    "reference forecast_results.job_id to forecast_jobs is missing",
  ],
  [
    'drop policy "Service role access" on forecast_results',
    'policy "Service role access" of forecast_results is missing',
  ],
  [
    "create policy everybody on forecast_results for select to anon using (true)",
    'policy "everybody" of forecast_results lets anon in',
  ],
  [
    "alter table forecast_results disable row level security",
    "row level security of forecast_results is off",
  ],
  [
    "drop function get_orders_by_state(uuid, date, date)",
    "function get_orders_by_state(shop_uuid, start_date, end_date) is missing",
  ],
  ["drop table forecast_results", "table forecast_results is missing"],
])("%s would be noticed", async (change, difference) => {
  const found = await inRolledBackTransaction(adminSql, async (sql) => {
    await sql.unsafe(`set local search_path = public; ${change}`);
    return schemaDifferences(sql, expected);
  });
  expect(found).toEqual([difference]);
});
