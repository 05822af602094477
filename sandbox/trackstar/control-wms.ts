import { Hono } from "hono";
import { z } from "zod";
import { cancelAtWarehouse, rejectOrder, shipOrder, type ChangeResult } from "#sandbox/wms/change-order.ts";
import { listInbound, receiveInbound } from "#sandbox/wms/inbound.ts";
import { wmsAccounts } from "#sandbox/wms/accounts.ts";
import { listOrders } from "#sandbox/wms/orders.ts";
import { countStock, emptyShelves, forgetStock, listStock, type WmsStock } from "#sandbox/wms/stock.ts";
import type { Peer } from "./peer.ts";
import { notFound, refusal } from "./refusal.ts";
import { parseBody, readJson } from "./write-rules.ts";

const countBody = z.object({
  warehouseId: z.string(),
  sku: z.string(),
  available: z.number().int().min(0),
});
const forgetBody = z.object({ warehouseId: z.string(), sku: z.string() });
const rejectBody = z.object({ reason: z.string().default("no stock") });

const orderQuery = z.strictObject({
  account: z.string().optional(),
  orderNumber: z.string().optional(),
  referenceId: z.string().optional(),
  limit: z.coerce.number().int().positive().optional(),
});
const stockQuery = z.strictObject({
  account: z.string().optional(),
  sku: z.string().optional(),
  warehouseId: z.string().optional(),
});

/** Straight from and to the WMS' own store, as its own staff would see and change it. */
export function wmsControlRoutes({ wms }: Peer) {
  const api = new Hono();

  api.get("/orders", (c) => c.json({ orders: listOrders(wms, parseBody(orderQuery, c.req.query())) }));
  api.get("/stock", (c) =>
    c.json({ stock: listStock(wms, parseBody(stockQuery, c.req.query())).map(showStock) }),
  );
  api.post("/stock", async (c) => {
    const { warehouseId, sku, available } = parseBody(countBody, await readJson(c));
    const stock = countStock(wms, warehouseId, sku, available);
    if (stock.length === 0) throw notFound("warehouse or SKU", `${warehouseId} ${sku}`);
    return c.json({ stock: stock.map(showStock) });
  });
  api.delete("/stock", async (c) => {
    const { warehouseId, sku } = parseBody(forgetBody, await readJson(c));
    return c.json({ removed: forgetStock(wms, warehouseId, sku) });
  });
  api.post("/empty", (c) => c.json({ emptied: emptyShelves(wms) }));

  api.post("/orders/:id/ship", (c) => c.json(changed(shipOrder(wms, c.req.param("id")), c.req.param("id"))));
  api.post("/orders/:id/cancel", (c) =>
    c.json(changed(cancelAtWarehouse(wms, c.req.param("id")), c.req.param("id"))),
  );
  api.post("/orders/:id/reject", async (c) => {
    const { reason } = parseBody(rejectBody, await readJson(c));
    return c.json(changed(rejectOrder(wms, c.req.param("id"), reason), c.req.param("id")));
  });

  api.get("/inbound-shipments", (c) => {
    return c.json({ inboundShipments: wmsAccounts.flatMap((each) => listInbound(wms, each.account)) });
  });
  api.post("/inbound-shipments/:id/receive", (c) => {
    const inbound = receiveInbound(wms, c.req.param("id"));
    if (!inbound) throw notFound("open inbound shipment", c.req.param("id"));
    return c.json({ inboundShipment: inbound });
  });
  return api;
}

function showStock(row: WmsStock) {
  const { warehouse_id, product_id, customer_id, ...rest } = row;
  return { warehouseId: warehouse_id, productId: product_id, customerId: customer_id, ...rest };
}

function changed(result: ChangeResult, id: string) {
  if (result.outcome === "not-found") throw notFound("order", id);
  if (result.outcome === "refused") throw refusal(409, result.message);
  return { order: result.order };
}
