import Papa from "papaparse";
import {
  type BackTestOrder,
  type BackTestPlan,
  listBackTestOrders,
  readBackTest,
} from "#app/db/lists-back-tests.server.ts";
import { cutPage } from "#app/lib/keyset-page.ts";
import { fromMinor } from "#app/lib/money.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import type { BackTestParams } from "./back-test-params.ts";
import { queryOf, tellPlan } from "./open-back-test.server.ts";
import { tellCause } from "./tell-cause.ts";

const sliceLength = 500;
const side = (name: string) =>
  ["ships from", "units", "cost", "miles", "days"].map((each) => `${name}: ${each}`);
const head = [
  "Order",
  "Decided",
  "Changed",
  "Cause",
  "Units ordered",
  ...side("In fact"),
  ...side("Back-test"),
];

/** The orders of a back-test as CSV text, slice by slice, so that their number does not matter; null without such a run. */
export async function exportBackTest(
  ctx: ShopContext,
  id: string,
  params: Pick<BackTestParams, "view" | "q" | "cause">,
  limit = sliceLength,
): Promise<AsyncGenerator<string> | null> {
  const run = await readBackTest(ctx.db, ctx.shopId, id);
  if (!run) return null;
  const names = new Map(run.warehouses.map((each) => [each.id, each.name]));
  return csvSlices(ctx, id, queryOf({ ...params }, limit), (plan) => [
    tellPlan(plan, (warehouse) => names.get(warehouse) ?? "A removed warehouse"),
    plan.units,
    plan.cost === null ? null : fromMinor(plan.cost, run.currency),
    plan.miles,
    plan.days,
  ]);
}

async function* csvSlices(
  ctx: ShopContext,
  id: string,
  query: ReturnType<typeof queryOf>,
  cells: (plan: BackTestPlan) => unknown[],
): AsyncGenerator<string> {
  yield csvText([head]);
  let last: BackTestOrder | undefined;
  do {
    const cursor = last && { decidedAt: last.decided_at, id: last.order_id, direction: "after" as const };
    const found = await listBackTestOrders(ctx.db, ctx.shopId, id, { ...query, cursor });
    const page = cutPage(found, query.limit, "after");
    if (page.rows.length > 0) yield csvText(page.rows.map((order) => csvRow(order, cells)));
    last = page.hasNext ? page.rows.at(-1) : undefined;
  } while (last);
}

const csvRow = (order: BackTestOrder, cells: (plan: BackTestPlan) => unknown[]) => [
  order.number,
  new Date(order.decided_at.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00")).toISOString(),
  order.is_changed ? "yes" : "no",
  order.cause === null ? "" : tellCause(order.cause).label,
  order.in_fact.wanted,
  ...cells(order.in_fact),
  ...cells(order.in_replay),
];

/** A number that a spreadsheet would take for a formula stays text. */
const csvText = (rows: unknown[][]): string => `${Papa.unparse(rows, { escapeFormulae: true })}\r\n`;
