import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { z } from "zod";
import { fulfillmentStatus, Order } from "../orders/order.ts";

const Row = z.object({ seq: z.number(), sort: z.number(), body: z.string() });

/** Inserts or replaces the order with the columns it is searched by. */
export function saveOrder(db: DatabaseSync, order: Order): void {
  db.prepare(
    `insert into orders (shop, id, seq, created_ms, updated_ms, processed_ms, name, financial_status,
       fulfillment_status, test, open, body)
     values (?, ?, (select coalesce(max(seq), 0) + 1 from orders), ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (shop, id) do update set updated_ms = excluded.updated_ms, financial_status = excluded.financial_status,
       fulfillment_status = excluded.fulfillment_status, open = excluded.open, body = excluded.body`,
  ).run(
    order.shop,
    order.id,
    Date.parse(order.createdAt),
    Date.parse(order.updatedAt),
    Date.parse(order.processedAt),
    order.name,
    order.financialStatus,
    fulfillmentStatus(order),
    Number(order.test),
    Number(order.cancelledAt === null && order.closedAt === null),
    JSON.stringify(order),
  );
}

export function findOrder(db: DatabaseSync, shop: string, id: string): Order | null {
  const row = db.prepare("select body from orders where shop = ? and id = ?").get(shop, id);
  return row === undefined ? null : parseBody(row);
}

/** The order with this legacy id, whichever shop it is of. */
export function findOrderAnywhere(db: DatabaseSync, id: string): Order | null {
  const row = db.prepare("select body from orders where id = ?").get(id);
  return row === undefined ? null : parseBody(row);
}

const parseBody = (row: unknown) => Order.parse(JSON.parse(z.object({ body: z.string() }).parse(row).body));

export function removeOrder(db: DatabaseSync, shop: string, id: string): void {
  db.prepare("delete from orders where shop = ? and id = ?").run(shop, id);
}

export type OrderSort = "created_ms" | "updated_ms" | "processed_ms" | "seq";

export interface OrderSearch {
  readonly conditions: readonly string[];
  readonly values: readonly SQLInputValue[];
  readonly sort: OrderSort;
  readonly descending: boolean;
  /** Only orders behind this position in the chosen direction. */
  readonly behind?: { readonly sort: number; readonly seq: number };
  readonly limit: number;
}

export interface FoundOrder {
  readonly order: Order;
  readonly position: { readonly sort: number; readonly seq: number };
}

/** A page of orders by key, never by offset: orders that move meanwhile are neither lost nor repeated. */
export function searchOrders(db: DatabaseSync, shop: string, search: OrderSearch): FoundOrder[] {
  const { sort, behind } = search;
  const [direction, compare] = search.descending ? ["desc", "<"] : ["asc", ">"];
  const where = ["shop = ?", ...search.conditions, ...(behind ? [`(${sort}, seq) ${compare} (?, ?)`] : [])];
  const sql = `select seq, ${sort} as sort, body from orders where ${where.join(" and ")}
    order by ${sort} ${direction}, seq ${direction} limit ?`;
  const values = [shop, ...search.values, ...(behind ? [behind.sort, behind.seq] : []), search.limit];
  return z
    .array(Row)
    .parse(db.prepare(sql).all(...values))
    .map((row) => ({ order: parseBody(row), position: { sort: row.sort, seq: row.seq } }));
}

export function countOrders(
  db: DatabaseSync,
  shop: string,
  search: Pick<OrderSearch, "conditions" | "values">,
) {
  const where = ["shop = ?", ...search.conditions].join(" and ");
  const row = db.prepare(`select count(*) as n from orders where ${where}`).get(shop, ...search.values);
  return z.object({ n: z.number() }).parse(row).n;
}

/** The latest orders, newest first. */
export function recentOrders(db: DatabaseSync, shop: string, limit: number): Order[] {
  const search = { conditions: [], values: [], sort: "seq", descending: true, limit } as const;
  return searchOrders(db, shop, search).map((found) => found.order);
}
