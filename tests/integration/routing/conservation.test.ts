import fc from "fast-check";
import { expect, test } from "vitest";
import { cancelShipment } from "#app/services/routing/cancel-shipment.server.ts";
import { publishShipment } from "#app/services/routing/publish-shipment.server.ts";
import { routeOrder } from "#app/services/routing/route-order.server.ts";
import { makePendingOrder } from "#tests/support/orders.ts";
import { adminSql } from "#tests/support/stack.ts";
import { changeOrder, sync, startWms, type Wms } from "./wms.ts";

const wms = startWms();
const sku = "CLOCK-OAK";
const warehouses = ["wh-reno", "wh-columbus"] as const;

const event = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant("order" as const), units: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 4, arbitrary: fc.record({ what: fc.constant("publish" as const), nth: fc.nat({ max: 5 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant("publish-unanswered" as const), nth: fc.nat({ max: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("change" as const), nth: fc.nat({ max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("cancel" as const), nth: fc.nat({ max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("route" as const), nth: fc.nat({ max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("ship" as const), nth: fc.nat({ max: 5 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant("cancel-in-wms" as const), nth: fc.nat({ max: 5 }) }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("crawl" as const) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("read" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant("count" as const),
      warehouse: fc.constantFrom(...warehouses),
      available: fc.integer({ min: 0, max: 8 }),
    }),
  },
);
type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never;

interface World {
  readonly wms: Wms;
  readonly orders: string[];
  changes: number;
}

const shipmentsIn = ({ wms: { shop } }: World, statuses: readonly string[]) => adminSql<
  { id: string; order_id: string; wms_order_id: string | null }[]
>`select id, order_id, wms_order_id from public.shipments
  where shop_id = ${shop.id} and status::text = any (${[...statuses]}) order by created_at, number`;

const pick = <Value>(list: readonly Value[], nth: number): Value | undefined =>
  list[nth % (list.length || 1)];

async function happen(world: World, what: Event): Promise<void> {
  const { shop } = world.wms;
  switch (what.what) {
    case "order": {
      const orderId = await makePendingOrder(shop, [{ sku, quantity: what.units }]);
      world.orders.push(orderId);
      await routeOrder(shop.ctx, orderId);
      return;
    }
    case "route": {
      const orderId = pick(world.orders, what.nth);
      if (orderId) await routeOrder(shop.ctx, orderId);
      return;
    }
    case "publish":
    case "publish-unanswered": {
      const shipment = pick(await shipmentsIn(world, ["planned", "publishing"]), what.nth);
      if (!shipment) return;
      if (what.what === "publish") {
        await publishShipment(shop.ctx, shipment.id);
        return;
      }
      await wms.fault({ fault: "write-reaches-wms-but-500", endpoint: "POST /wms/orders", times: 1 });
      await publishShipment(shop.ctx, shipment.id).catch(() => undefined);
      await wms.noFaults();
      return;
    }
    case "change": {
      const orderId = pick(world.orders, what.nth);
      world.changes += 1;
      if (orderId) await changeOrder(shop, orderId, { ship_to_address1: `${world.changes} Other Street` });
      return;
    }
    case "cancel": {
      const shipment = pick(
        await shipmentsIn(world, ["publishing", "published", "cancel_requested"]),
        what.nth,
      );
      if (shipment) await cancelShipment(shop.ctx, shipment.id);
      return;
    }
    case "ship":
    case "cancel-in-wms": {
      const shipment = pick(await shipmentsIn(world, ["published", "cancel_requested"]), what.nth);
      // The WMS refuses what has left or ended already.
      if (shipment?.wms_order_id)
        await wms
          .atWms(shipment.wms_order_id, what.what === "ship" ? "ship" : "cancel")
          .catch(() => undefined);
      return;
    }
    case "count":
      await wms.shelve(what.warehouse, sku, what.available);
      return;
    case "crawl":
      await wms.crawl(["get_inventory", "get_orders"]);
      return;
    case "read":
      await sync(world.wms, "orders", "inventory");
      return;
  }
}

const live = ["planned", "publishing", "published", "cancel_requested"];

async function findViolations({ wms: { shop } }: World) {
  const [miscounted, stranded, negative, unmirrored] = await Promise.all([
    // Promised and not in the source, or in the source: each unit of an unfinished shipment is exactly one of the two.
    adminSql`
      select s.id, s.status, s.units, r.open, r.known
      from public.shipments s
      cross join lateral (
        select coalesce(sum(quantity) filter (where released_at is null), 0)::int as open,
               coalesce(sum(quantity) filter (where release_reason = 'in_source'), 0)::int as known
        from public.inventory_reservations r where r.shipment_id = s.id
      ) r
      where s.shop_id = ${shop.id} and case
        when s.status::text = any (${live}) then r.open + r.known <> s.units
        else r.open <> 0 end`,
    adminSql`
      select o.id, o.routing_status from public.unified_orders o
      where o.shop_id = ${shop.id} and case o.routing_status
        when 'pending' then not public.has_job('route:' || o.id)
        when 'routed' then not exists (
          select from public.shipments s where s.order_id = o.id and s.status not in ('cancelled', 'rejected', 'failed'))
        when 'split' then not exists (
          select from public.shipments s where s.order_id = o.id and s.status not in ('cancelled', 'rejected', 'failed'))
        when 'change_pending' then not exists (
          select from public.shipments s
          where s.order_id = o.id and s.status in ('publishing', 'published', 'cancel_requested')
            and public.has_job('cancel:' || s.id))
        else false end`,
    adminSql`
      select * from public.available_to_promise(${shop.id}, null, array[${sku}])
      where atp < 0 or atp <> greatest(available - reserved - safety_stock, 0)`,
    adminSql`
      select o.id, o.wms_order_id, s.wms_order_id as should_be from public.unified_orders o
      left join lateral (
        select largest.* from public.shipments largest
        where largest.order_id = o.id and largest.status::text = any (${[...live, "shipped"]})
        order by largest.units desc, largest.created_at, length(largest.number), largest.number limit 1
      ) s on true
      where o.shop_id = ${shop.id} and (o.wms_order_id is distinct from s.wms_order_id
        or o.routed_to_warehouse_id is distinct from s.warehouse_id)`,
  ]);
  const [days] = await adminSql<{ counted: number; taken: number }[]>`
    select (select coalesce(sum(orders), 0)::int from public.warehouse_days where shop_id = ${shop.id}) as counted,
           (select count(*)::int from public.shipments where shop_id = ${shop.id}
             and status not in ('cancelled', 'rejected', 'failed')) as taken`;
  return {
    miscounted: [...miscounted],
    stranded: [...stranded],
    negative: [...negative],
    unmirrored: [...unmirrored],
    days,
  };
}

test("units, days and promises add up after any sequence of events", { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 8, maxLength: 22 }), async (events) => {
      for (const warehouse of warehouses) await wms.shelve(warehouse, sku, 6);
      await wms.unlink();
      const world: World = { wms: await wms.connect(), orders: [], changes: 0 };
      for (const [index, what] of events.entries()) {
        await happen(world, what);
        const { days, ...violations } = await findViolations(world);
        const none = { miscounted: [], stranded: [], negative: [], unmirrored: [] };
        expect({ index, ...violations }).toEqual({ index, ...none });
        expect(days?.counted).toBe(days?.taken);
      }
    }),
    // A violation is told as it was found: looking for a smaller one takes longer than the test may.
    { numRuns: 12, endOnFailure: true },
  );
});
