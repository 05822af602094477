import { type ListedOrder, listOrders, type OrderQuery } from "#app/db/lists-orders.server.ts";
import { cutPage } from "#app/lib/keyset-page.ts";
import { openHoldReasons, tellReason } from "#app/services/routing/reasons.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { cursorOf, type OrderListParams, type OrderView, orderViews } from "./order-list-params.ts";

const pageLength = 50;

/** A page of the orders list, in the words and order it is shown. */
export async function openOrderList(ctx: ShopContext, params: OrderListParams, limit = pageLength) {
  const query = queryOf(params, limit);
  const found = await listOrders(ctx.db, ctx.shopId, query);
  const page = cutPage(found.orders, limit, query.cursor?.direction);
  const names = new Map(found.warehouses.map(({ id, name }) => [id, name]));
  const [first, last] = [page.rows.at(0), page.rows.at(-1)];
  return {
    now: ctx.now.toISOString(),
    timeZone: found.time_zone,
    hasOrders: found.any,
    queues: found.queues,
    warehouses: found.warehouses.map(({ id, name }) => ({ id, name })),
    orders: page.rows.map((order) => listedOrder(order, names)),
    next: page.hasNext && last ? cursorOf(last) : null,
    previous: page.hasPrevious && first ? cursorOf(first) : null,
  };
}

export type OpenedOrderList = Awaited<ReturnType<typeof openOrderList>>;

function queryOf(params: OrderListParams, limit: number): OrderQuery {
  const view: OrderView = orderViews[params.view];
  const statuses = params.status ? [params.status] : view.statuses;
  const reasons = params.reason ? [params.reason] : params.status ? undefined : view.reasons;
  return {
    search: params.q,
    statuses: statuses.length > 0 ? statuses : undefined,
    reasons,
    holdReasons: openHoldReasons,
    warehouseId: params.warehouse,
    from: params.from,
    to: params.to,
    cursor: cursorIn(params),
    limit,
  };
}

function cursorIn({ after, before }: OrderListParams): OrderQuery["cursor"] {
  if (before) return { ...before, direction: "before" };
  return after && { ...after, direction: "after" };
}

function listedOrder(order: ListedOrder, names: ReadonlyMap<string, string>) {
  return {
    id: order.id,
    number: order.number ?? "No number",
    placedAt: order.placed_at,
    recipient: order.recipient,
    destination: [order.city, order.state ?? order.country].filter(Boolean).join(", "),
    total: order.total,
    currency: order.currency,
    units: order.units,
    fulfillment: order.fulfillment_status,
    status: order.routing_status,
    reason: order.routing_reason === null ? null : tellReason(order.routing_reason).label,
    isLocked: order.is_locked,
    waitsUntil: order.waits_until?.toISOString() ?? null,
    warehouse: order.warehouse_id === null ? null : (names.get(order.warehouse_id) ?? null),
  };
}
