import type { Context } from "hono";
import { z } from "zod";
import { accountNamed } from "#sandbox/wms/accounts.ts";
import { acceptOrder, type AcceptResult } from "#sandbox/wms/accept-order.ts";
import { cancelOrder, updateOrder, type ChangeResult } from "#sandbox/wms/change-order.ts";
import { announceInbound } from "#sandbox/wms/inbound.ts";
import { detailsShape, findOrder, type WmsOrder, type WmsOrderDetails } from "#sandbox/wms/orders.ts";
import { createApi, type ApiVariables } from "./access.ts";
import type { Connection } from "./connections.ts";
import { putRecord, readRecord, tagRecord, tagShape } from "./copy.ts";
import { delayIfAsked, takeFault } from "./faults.ts";
import { once } from "./idempotency.ts";
import { orderFields, type Resource, type WriteAction } from "./integrations.ts";
import { toInboundShipment, toOrder, type ApiRecord } from "./mapping.ts";
import type { Peer } from "./peer.ts";
import { requireEnabled } from "./reads.ts";
import { integrationRefusal, notFound, refusal } from "./refusal.ts";
import {
  createInboundShape,
  createOrderShape,
  parseBody,
  readWriteBody,
  requireOrderFields,
  unusedOrderFields,
  updateOrderShape,
  type CreateOrder,
  type JsonBody,
  type OrderHeader,
} from "./write-rules.ts";

type ApiContext = Context<ApiVariables>;

/** Writes go to the WMS at once; what it answers is put in the copy and announced at once. */
export function writeRoutes(peer: Peer) {
  const api = createApi();

  api.post("/orders", async (c) => {
    const body = await readWriteBody(c);
    return guarded(peer, c, "create_order", body, () => createOrder(peer, c, body));
  });

  api.put("/orders/:id", async (c) => {
    const body = await readWriteBody(c);
    const id = c.req.param("id");
    return guarded(peer, c, "update_order", body, () => changeOrder(peer, c, id, body));
  });

  api.put("/orders/:id/cancel", (c) => {
    const id = c.req.param("id");
    return guarded(peer, c, "cancel_order", undefined, () => {
      requireOwnOrder(peer, c.get("connection"), id);
      return finish(peer, c, "orders", toOrder(changed(cancelOrder(peer.wms, id), id)), []);
    });
  });

  api.post("/inbound-shipments", async (c) => {
    const body = await readWriteBody(c);
    return guarded(peer, c, "create_inbound_shipment", body, () => createInbound(peer, c, body));
  });

  return api;
}

type WriteAnswer = Record<string, unknown>;

function guarded(
  peer: Peer,
  c: ApiContext,
  action: WriteAction,
  body: JsonBody | undefined,
  write: () => WriteAnswer,
): Promise<Response> {
  requireEnabled(c.get("connection"), action);
  return once(peer, c, body, async () => {
    await delayIfAsked(peer, target(c));
    return write();
  });
}

function target(c: ApiContext) {
  return { connectionId: c.get("connection").id, endpoint: `${c.req.method} ${c.req.path}` };
}

/** The last step of a write the WMS has done: unless the answer is to be lost, copy it, announce it, tell it. */
function finish(
  peer: Peer,
  c: ApiContext,
  resource: Resource,
  record: ApiRecord,
  unused: string[],
): WriteAnswer {
  if (takeFault(peer, ["write-reaches-wms-but-500"], target(c))) throw refusal(500, "Internal server error");
  const connection = c.get("connection");
  putRecord(peer, connection, resource, record);
  const data = readRecord(peer, connection, resource, record.id);
  return { data, id: record.id, unused_fields: unused };
}

function createOrder(peer: Peer, c: ApiContext, body: JsonBody): WriteAnswer {
  const account = accountNamed(c.get("connection").account);
  requireOrderFields(account, body);
  const wanted = parseBody(createOrderShape, body);
  const ignored = orderFields(account).ignored;
  const order = accepted(
    acceptOrder(peer.wms, account, {
      order_number: wanted.order_number,
      reference_id: wanted.reference_id,
      customerId: wanted.warehouse_customer_id ?? null,
      warehouseId: wanted.warehouse_id,
      shipTo: wanted.ship_to_address,
      lines: wanted.line_items,
      details: detailsOf(wanted, ignored),
    }),
  );
  const answer = finish(peer, c, "orders", toOrder(order), unusedOrderFields(account, body));
  return withTags(peer, c, answer, order.id, wanted);
}

function withTags(
  peer: Peer,
  c: ApiContext,
  answer: WriteAnswer,
  id: string,
  wanted: CreateOrder,
): WriteAnswer {
  if (!wanted.trackstar_tags) return answer;
  tagRecord(peer, c.get("connection"), "orders", id, wanted.trackstar_tags);
  return { ...answer, data: readRecord(peer, c.get("connection"), "orders", id) };
}

function accepted(result: AcceptResult): WmsOrder {
  if (result.outcome === "refused") throw integrationRefusal(result.message);
  return result.order;
}

function detailsOf(wanted: OrderHeader, ignored: readonly string[]): WmsOrderDetails {
  const { channel_object, ...header } = wanted;
  const given: Record<string, unknown> = { ...header, ...channel_object };
  const kept = Object.entries(given).filter(
    ([name, value]) => value !== undefined && !ignored.includes(name),
  );
  return detailsShape.parse(Object.fromEntries(kept));
}

function changeOrder(peer: Peer, c: ApiContext, id: string, body: JsonBody): WriteAnswer {
  const connection = c.get("connection");
  const account = accountNamed(connection.account);
  const wanted = parseBody(updateOrderShape, body);
  requireOwnOrder(peer, connection, id);
  const details = detailsOf(wanted, orderFields(account).ignored);
  const result = updateOrder(peer.wms, id, { shipTo: wanted.ship_to_address, details });
  const fixed = ["order_number", "reference_id", "warehouse_id", "warehouse_customer_id"];
  const unused = new Set([...unusedOrderFields(account, body), ...fixed.filter((name) => name in body)]);
  return finish(peer, c, "orders", toOrder(changed(result, id)), [...unused]);
}

/** Another account's order does not exist for this connection. */
function requireOwnOrder(peer: Peer, connection: Connection, id: string): void {
  if (findOrder(peer.wms, id)?.account !== connection.account) throw notFound("orders", id);
}

function changed(result: ChangeResult, id: string): WmsOrder {
  if (result.outcome === "not-found") throw notFound("orders", id);
  if (result.outcome === "refused") throw integrationRefusal(result.message);
  return result.order;
}

function createInbound(peer: Peer, c: ApiContext, body: JsonBody): WriteAnswer {
  const wanted = parseBody(createInboundShape, body);
  const result = announceInbound(peer.wms, accountNamed(c.get("connection").account), {
    customerId: wanted.warehouse_customer_id ?? null,
    warehouseId: wanted.warehouse_id,
    purchaseOrderNumber: wanted.purchase_order_number,
    expectedArrivalDate: wanted.expected_arrival_date,
    trackingNumber: wanted.tracking_number,
    lines: wanted.line_items,
  });
  if (result.outcome === "refused") throw integrationRefusal(result.message);
  const unused = ["supplier", "supplier_object"].filter((name) => name in body);
  return finish(peer, c, "inbound-shipments", toInboundShipment(result.inbound), unused);
}

const taggable: readonly Resource[] = ["inventory", "products", "orders", "inbound-shipments", "warehouses"];

/** Tags are Trackstar's own: they never reach the WMS. */
export function tagRoutes(peer: Peer) {
  const api = createApi();
  for (const resource of taggable) {
    api.put(`/${resource}/:id/trackstar-tags`, async (c) => {
      const body = await readWriteBody(c);
      const { trackstar_tags } = parseBody(z.strictObject({ trackstar_tags: z.array(tagShape) }), body);
      const id = c.req.param("id");
      const connection = c.get("connection");
      if (!tagRecord(peer, connection, resource, id, trackstar_tags)) throw notFound(resource, id);
      return c.json({ data: readRecord(peer, connection, resource, id), id, unused_fields: [] });
    });
  }
  return api;
}
