import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { saveOrders } from "#app/db/orders.server.ts";
import { orderFromWebhook } from "#app/services/orders/from-webhook.ts";
import { versionRow } from "#app/services/orders/save-versions.server.ts";
import { WebhookOrder } from "#app/services/orders/webhook-order.ts";
import { makeTwoShops, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import { linePayload, orderPayload } from "./shopify-deliveries.ts";

/** One thing that happened to an order: a version of it, perhaps a cancelled one, or its deletion. */
type Happening = Version | Deletion;
interface Version {
  readonly kind: "version";
  readonly updated: number;
  readonly triggered: number | null;
  readonly webhookId: string;
  readonly city: string;
  readonly units: number;
  readonly paid: boolean;
  readonly cancelled: number | null;
}
interface Deletion {
  readonly kind: "deletion";
  readonly at: number;
}

const second = (n: number) => new Date(Date.UTC(2026, 2, 1, 12, 0, n)).toISOString();

// Few moments, so that equal ones are common.
const version: fc.Arbitrary<Version> = fc.record({
  kind: fc.constant("version" as const),
  updated: fc.nat(3),
  triggered: fc.option(fc.nat(2)),
  webhookId: fc.uuid(),
  city: fc.constantFrom("Reno", "Boise", "Salem"),
  units: fc.nat(3),
  paid: fc.boolean(),
  cancelled: fc.option(fc.nat(5), { freq: 4 }),
});
const deletion: fc.Arbitrary<Deletion> = fc.record({ kind: fc.constant("deletion" as const), at: fc.nat(9) });
const happenings = fc.uniqueArray(
  fc.oneof({ weight: 6, arbitrary: version }, { weight: 1, arbitrary: deletion }),
  {
    minLength: 1,
    maxLength: 6,
    selector: (each) => (each.kind === "version" ? each.webhookId : String(each.at)),
  },
);

/** Deliveries of the happenings: any order, some more than once, in calls of any size. */
const history = happenings.chain((list) =>
  fc.record({
    list: fc.constant(list),
    deliveries: fc
      .tuple(
        fc.shuffledSubarray(list, { minLength: list.length }),
        fc.array(fc.constantFrom(...list), { maxLength: 4 }),
      )
      .map(([all, repeats]) => [...all, ...repeats]),
    callSizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 }),
  }),
);

const terms = { payment: "authorized", routingFrom: "2020-01-01T00:00:00Z" } as const;

function toRow(happening: Happening, id: string) {
  if (happening.kind === "deletion") {
    return { external_order_id: `gid://shopify/Order/${id}`, deleted_at: second(happening.at) };
  }
  const line = linePayload({
    quantity: 3,
    current_quantity: happening.units,
    fulfillable_quantity: happening.units,
  });
  const address = { ...(orderPayload()["shipping_address"] as object), city: happening.city };
  const payload = orderPayload({
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: "#1",
    updated_at: second(happening.updated),
    cancelled_at: happening.cancelled === null ? null : second(happening.cancelled),
    financial_status: happening.paid ? "paid" : "pending",
    shipping_address: address,
    line_items: [line],
  });
  const triggeredAt = happening.triggered === null ? null : second(happening.triggered);
  const facts = orderFromWebhook(WebhookOrder.parse(payload));
  return versionRow({ facts, triggeredAt, webhookId: happening.webhookId }, terms);
}

/** What the row must say, computed without any database: the last word of each fact. */
function expectedRow(list: readonly Happening[]) {
  const versions = list.filter((each) => each.kind === "version");
  const newest = versions.toSorted(byTruth).at(-1);
  const cancelled = earliest(versions.flatMap((each) => each.cancelled ?? []));
  const deleted = earliest(list.flatMap((each) => (each.kind === "deletion" ? each.at : [])));
  const reason =
    deleted !== null
      ? "deleted"
      : cancelled !== null
        ? "cancelled"
        : !newest
          ? null
          : !newest.paid
            ? "unpaid"
            : newest.units === 0
              ? "nothing_to_ship"
              : null;
  return {
    number: newest ? "#1" : null,
    city: newest?.city ?? null,
    units: newest?.units ?? null,
    financial_status: newest ? (newest.paid ? "paid" : "pending") : null,
    webhook: newest?.webhookId ?? null,
    cancelled_at: cancelled === null ? null : second(cancelled),
    deleted_at: deleted === null ? null : second(deleted),
    routing_status: reason === null ? "pending" : "held",
    routing_reason: reason,
  };
}

const earliest = (moments: number[]) => (moments.length === 0 ? null : Math.min(...moments));

const byTruth = (a: Version, b: Version) =>
  a.updated - b.updated || (a.triggered ?? -1) - (b.triggered ?? -1) || (a.webhookId < b.webhookId ? -1 : 1);

async function rowOf(shop: TestShop, id: string) {
  const [row] = await adminSql<
    { cancelled_at: Date | null; deleted_at: Date | null; [column: string]: unknown }[]
  >`
    select external_order_number as number, ship_to_city as city,
           (line_items #>> '{0,fulfillable_quantity}')::int as units, financial_status, source_event_id as webhook,
           cancelled_at, deleted_at, routing_status, routing_reason
    from public.unified_orders
    where shop_id = ${shop.id} and external_order_id = ${`gid://shopify/Order/${id}`}`;
  if (!row) throw new Error("the order has no row");
  return {
    ...row,
    cancelled_at: row.cancelled_at?.toISOString() ?? null,
    deleted_at: row.deleted_at?.toISOString() ?? null,
  };
}

async function deliverAll(
  shop: TestShop,
  id: string,
  deliveries: readonly Happening[],
  sizes: readonly number[],
) {
  let next = 0;
  for (let call = 0; next < deliveries.length; call++) {
    const size = sizes[call % sizes.length] ?? 1;
    const rows = deliveries.slice(next, next + size).map((each) => toRow(each, id));
    await saveOrders(shop.ctx.db, shop.id, shop.channelId, rows);
    next += size;
  }
}

test("what happened to an order ends in the same row, in whatever order and however often it is told", async () => {
  const { mine, theirs } = await makeTwoShops();
  await fc.assert(
    fc.asyncProperty(history, async ({ list, deliveries, callSizes }) => {
      const id = randomUUID();
      await deliverAll(mine, id, deliveries, callSizes);
      expect(await rowOf(mine, id)).toEqual(expectedRow(list));
    }),
    { numRuns: 50 },
  );
  const [count] = await adminSql`
    select count(*)::int as orders from public.unified_orders where shop_id = ${theirs.id}`;
  expect(count).toEqual({ orders: 0 });
});

test("two workers that save the same new orders in opposite directions both succeed", async () => {
  const { mine } = await makeTwoShops();
  const ids = Array.from({ length: 40 }, () => randomUUID());
  const rows = (moment: number, order: readonly string[]) =>
    order.map((id) => {
      const one: Version = {
        kind: "version",
        updated: moment,
        triggered: null,
        webhookId: randomUUID(),
        city: "Reno",
        units: 1,
        paid: true,
        cancelled: null,
      };
      return toRow(one, id);
    });
  const save = (moment: number, order: readonly string[]) =>
    saveOrders(mine.ctx.db, mine.id, mine.channelId, rows(moment, order));
  const results = await Promise.all([save(1, ids), save(2, ids.toReversed()), save(3, ids), save(0, ids)]);
  expect(results.reduce((sum, result) => sum + result.inserted, 0)).toBe(40);
  const moments = await adminSql`
    select distinct source_updated_at from public.unified_orders where shop_id = ${mine.id}`;
  expect(moments).toEqual([{ source_updated_at: new Date(second(3)) }]);
});
