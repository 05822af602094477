import { randomUUID } from "node:crypto";
import type { WmsAccount } from "./accounts.ts";
import { requireOrder, type WmsAddress, type WmsOrder, type WmsOrderDetails } from "./orders.ts";
import { findProduct, pickList, type WmsProduct } from "./products.ts";
import { z } from "zod";
import { first, run, transaction } from "./sqlite.ts";
import { commitUnits, fulfillableUnits } from "./stock.ts";
import type { WmsStore } from "./store.ts";

export interface NewOrderLine {
  readonly product_id?: string | undefined;
  readonly sku?: string | undefined;
  readonly quantity: number;
  readonly unit_price?: number | undefined;
  readonly discount_amount?: number | undefined;
}

export interface NewOrder {
  readonly order_number?: string | undefined;
  readonly reference_id?: string | undefined;
  readonly customerId: string | null;
  readonly warehouseId?: string | undefined;
  readonly shipTo: WmsAddress;
  readonly lines: readonly NewOrderLine[];
  readonly details: WmsOrderDetails;
}

export type Refusal =
  "unknown-sku" | "bad-address" | "no-stock" | "duplicate" | "unknown-customer" | "unknown-warehouse";

export type AcceptResult =
  | { readonly outcome: "accepted"; readonly order: WmsOrder }
  | { readonly outcome: "refused"; readonly reason: Refusal; readonly message: string };

interface Line extends NewOrderLine {
  readonly product: WmsProduct;
}

interface Pick {
  readonly productId: string;
  readonly sku: string;
  readonly parentId: string | null;
  readonly quantity: number;
}

/** Takes an order into the WMS: sets its units aside, or says why the warehouse will not have it. */
export function acceptOrder(store: WmsStore, account: WmsAccount, order: NewOrder): AcceptResult {
  return transaction(store.db, () => {
    const problem = refuseHeader(store, account, order);
    if (problem) return problem;
    const lines = matchLines(store, account, order);
    if (!Array.isArray(lines)) return lines;
    const picks = lines.flatMap((line) => picksFor(store, line));
    const warehouse = chooseWarehouse(store, account, order, picks);
    if (warehouse.short && account.whenOutOfStock === "refuse") {
      return refused("no-stock", `Insufficient stock for SKU ${warehouse.short} at ${warehouse.id}`);
    }
    const id = insertOrder(store, account, order, warehouse.id);
    insertLines(store, id, lines, picks);
    if (warehouse.short) setBackordered(store, id);
    else for (const pick of picks) commitUnits(store, { ...pick, warehouseId: warehouse.id });
    return { outcome: "accepted", order: requireOrder(store, id) };
  });
}

function refused(reason: Refusal, message: string): AcceptResult & { outcome: "refused" } {
  return { outcome: "refused", reason, message };
}

function refuseHeader(store: WmsStore, account: WmsAccount, order: NewOrder) {
  const { customerId, warehouseId } = order;
  const customerKnown = account.customers.some((customer) => customer.id === customerId);
  if (customerKnown !== account.customers.length > 0) {
    return refused("unknown-customer", `Unknown warehouse customer: ${customerId ?? "none given"}`);
  }
  const named = account.choosesWarehouseItself ? undefined : warehouseId;
  if (named !== undefined && !account.warehouses.some((each) => each.id === named)) {
    return refused("unknown-warehouse", `Unknown warehouse: ${named}`);
  }
  const flaw = addressFlaw(order.shipTo);
  if (flaw) return refused("bad-address", `Invalid address: ${flaw}`);
  if (account.sameOrderNumberTwice === "refuse" && orderNumberTaken(store, account, order)) {
    return refused("duplicate", `Order number already exists: ${order.order_number ?? ""}`);
  }
  return undefined;
}

/** Why a carrier would not take the address, if it would not. */
export function addressFlaw(address: WmsAddress): string | undefined {
  const country = address.country.toUpperCase();
  if (!["US", "USA", "UNITED STATES"].includes(country)) return undefined;
  if (!/^\d{5}(-\d{4})?$/.test(address.postal_code))
    return `postal code ${address.postal_code} is not a US ZIP code`;
  if (!/^[A-Za-z]{2}$/.test(address.state)) return `state ${address.state} is not a two-letter code`;
  return undefined;
}

function orderNumberTaken(store: WmsStore, account: WmsAccount, order: NewOrder): boolean {
  const sql = `select id from orders where account = ? and customer_id is ? and order_number = ?
                  and status not in ('cancelled', 'exception')`;
  const idRow = z.object({ id: z.string() });
  return (
    first(store.db, idRow, sql, account.account, order.customerId, order.order_number ?? "") !== undefined
  );
}

function matchLines(store: WmsStore, account: WmsAccount, order: NewOrder) {
  const lines: Line[] = [];
  for (const line of order.lines) {
    const owner = { account: account.account, customerId: order.customerId };
    const product = findProduct(store, { ...owner, productId: line.product_id, sku: line.sku });
    if (!product)
      return refused("unknown-sku", `Unknown SKU: ${line.sku ?? line.product_id ?? "none given"}`);
    lines.push({ ...line, product });
  }
  return lines;
}

function picksFor(store: WmsStore, line: Line): Pick[] {
  return pickList(store, line.product).map((part) => ({
    productId: part.product_id,
    sku: part.sku,
    parentId: line.product.is_kit ? line.product.id : null,
    quantity: part.quantity * line.quantity,
  }));
}

/** The warehouse asked for, else the first that has everything, else the first; `short` names a missing SKU. */
function chooseWarehouse(store: WmsStore, account: WmsAccount, order: NewOrder, picks: readonly Pick[]) {
  const asked = account.choosesWarehouseItself ? undefined : order.warehouseId;
  const candidates = account.warehouses
    .filter((each) => asked === undefined || each.id === asked)
    .map((each) => ({ id: each.id, short: shortSku(store, each.id, picks) }));
  const chosen = candidates.find((each) => each.short === undefined) ?? candidates[0];
  if (!chosen) throw new Error(`WMS account ${account.account} has no warehouse`);
  return chosen;
}

/** The first SKU a warehouse has too few of; lines that need the same product are added up. */
export function shortSku(
  store: WmsStore,
  warehouseId: string,
  picks: readonly { productId: string; sku: string; quantity: number }[],
): string | undefined {
  const wanted = new Map<string, number>();
  for (const pick of picks) wanted.set(pick.productId, (wanted.get(pick.productId) ?? 0) + pick.quantity);
  const short = picks.find(
    (pick) => fulfillableUnits(store, pick.productId, warehouseId) < (wanted.get(pick.productId) ?? 0),
  );
  return short?.sku;
}

function insertOrder(store: WmsStore, account: WmsAccount, order: NewOrder, warehouseId: string): string {
  const id = `ord-${randomUUID()}`;
  const at = store.now().toISOString();
  // Trackstar's rule: each of the two names defaults to the other, and the reference at last to the id.
  const reference = order.reference_id ?? id;
  run(
    store.db,
    `insert into orders (id, account, customer_id, order_number, reference_id, warehouse_id, status, raw_status,
                         ship_to, details, stage_since, created_at, updated_at)
     values (?, ?, ?, ?, ?, ?, 'open', 'new', ?, ?, ?, ?, ?)`,
    id, account.account, order.customerId, order.order_number ?? reference, reference, warehouseId,
    JSON.stringify(order.shipTo), JSON.stringify(order.details), at, at, at,
  ); // prettier-ignore
  return id;
}

function insertLines(store: WmsStore, id: string, lines: readonly Line[], picks: readonly Pick[]): void {
  lines.forEach((line, position) => {
    run(
      store.db,
      "insert into order_line values (?, ?, ?, ?, ?, ?, ?)",
      id, position, line.product.id, line.product.sku, line.quantity, line.unit_price ?? null, line.discount_amount ?? null,
    ); // prettier-ignore
  });
  for (const pick of picks) {
    run(
      store.db,
      "insert into allocation values (?, ?, ?, ?)",
      id,
      pick.productId,
      pick.parentId,
      pick.quantity,
    );
  }
}

function setBackordered(store: WmsStore, id: string): void {
  run(store.db, "update orders set status = 'backordered', raw_status = 'awaiting stock' where id = ?", id);
}
