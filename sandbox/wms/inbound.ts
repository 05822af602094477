import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { WmsAccount } from "./accounts.ts";
import { findProduct } from "./products.ts";
import { all, first, run, transaction } from "./sqlite.ts";
import { expectUnits, receiveUnits } from "./stock.ts";
import type { WmsStore } from "./store.ts";

const inboundRow = z.object({
  id: z.string(),
  account: z.string(),
  customer_id: z.string().nullable(),
  warehouse_id: z.string(),
  purchase_order_number: z.string(),
  expected_arrival_date: z.string(),
  tracking_number: z.string().nullable(),
  status: z.enum(["open", "received"]),
  created_at: z.string(),
  updated_at: z.string(),
});

const inboundLineRow = z.object({
  product_id: z.string(),
  sku: z.string(),
  expected: z.number(),
  received: z.number(),
});

export type WmsInbound = z.infer<typeof inboundRow> & { readonly lines: z.infer<typeof inboundLineRow>[] };

export interface NewInbound {
  readonly customerId: string | null;
  readonly warehouseId: string;
  readonly purchaseOrderNumber: string;
  readonly expectedArrivalDate: string;
  readonly trackingNumber?: string | undefined;
  readonly lines: readonly { readonly sku: string; readonly expected_quantity: number }[];
}

export type AnnounceResult =
  | { readonly outcome: "accepted"; readonly inbound: WmsInbound }
  | { readonly outcome: "refused"; readonly message: string };

export function listInbound(store: WmsStore, account: string): WmsInbound[] {
  const sql = "select * from inbound_shipment where account = ? order by created_at, id";
  return all(store.db, inboundRow, sql, account).map((row) => withLines(store, row));
}

function withLines(store: WmsStore, row: z.infer<typeof inboundRow>): WmsInbound {
  const sql = "select * from inbound_line where inbound_id = ? order by sku";
  return { ...row, lines: all(store.db, inboundLineRow, sql, row.id) };
}

function findInbound(store: WmsStore, id: string): WmsInbound | undefined {
  const row = first(store.db, inboundRow, "select * from inbound_shipment where id = ?", id);
  return row && withLines(store, row);
}

/** Tells a warehouse that goods are coming. */
export function announceInbound(store: WmsStore, account: WmsAccount, wanted: NewInbound): AnnounceResult {
  if (!account.warehouses.some((each) => each.id === wanted.warehouseId)) {
    return { outcome: "refused", message: `Unknown warehouse: ${wanted.warehouseId}` };
  }
  const lines: { product: string; sku: string; expected: number }[] = [];
  for (const line of wanted.lines) {
    const owner = { account: account.account, customerId: wanted.customerId };
    const product = findProduct(store, { ...owner, sku: line.sku });
    if (!product || product.is_kit) return { outcome: "refused", message: `Unknown SKU: ${line.sku}` };
    if (lines.some((each) => each.sku === line.sku))
      return { outcome: "refused", message: `SKU given twice: ${line.sku}` };
    lines.push({ product: product.id, sku: product.sku, expected: line.expected_quantity });
  }
  return transaction(store.db, (): AnnounceResult => {
    const id = insertInbound(store, account, wanted);
    for (const line of lines) {
      run(
        store.db,
        "insert into inbound_line values (?, ?, ?, ?, 0)",
        id,
        line.product,
        line.sku,
        line.expected,
      );
      expectUnits(store, {
        productId: line.product,
        warehouseId: wanted.warehouseId,
        quantity: line.expected,
      });
    }
    return { outcome: "accepted", inbound: requireInbound(store, id) };
  });
}

function requireInbound(store: WmsStore, id: string): WmsInbound {
  const inbound = findInbound(store, id);
  if (!inbound) throw new Error(`The WMS lost inbound shipment ${id}`);
  return inbound;
}

function insertInbound(store: WmsStore, account: WmsAccount, wanted: NewInbound): string {
  const id = `asn-${randomUUID()}`;
  const at = store.now().toISOString();
  run(
    store.db,
    "insert into inbound_shipment values (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)",
    id, account.account, wanted.customerId, wanted.warehouseId, wanted.purchaseOrderNumber,
    wanted.expectedArrivalDate, wanted.trackingNumber ?? null, at, at,
  ); // prettier-ignore
  return id;
}

/** The lorry arrives with everything that was announced. */
export function receiveInbound(store: WmsStore, id: string): WmsInbound | undefined {
  return transaction(store.db, () => {
    const inbound = findInbound(store, id);
    if (inbound?.status !== "open") return undefined;
    for (const line of inbound.lines) {
      const units = {
        productId: line.product_id,
        warehouseId: inbound.warehouse_id,
        quantity: line.expected,
      };
      receiveUnits(store, units);
    }
    run(store.db, "update inbound_line set received = expected where inbound_id = ?", id);
    const at = store.now().toISOString();
    run(store.db, "update inbound_shipment set status = 'received', updated_at = ? where id = ?", at, id);
    return requireInbound(store, id);
  });
}
