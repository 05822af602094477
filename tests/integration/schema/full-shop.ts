import { randomUUID } from "node:crypto";
import { makeShop, type TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";

/** A shop with one of everything that other rows point at, and nothing that uses them up. */
export interface ShopOfParents {
  readonly shop: TestShop;
  readonly connection: string;
  readonly warehouse: string;
  readonly otherWarehouse: string;
  readonly order: string;
  readonly decidedOrder: string;
  readonly decision: string;
  readonly reportJob: string;
  readonly forecastJob: string;
}

export async function makeShopOfParents(): Promise<ShopOfParents> {
  const shop = await makeShop();
  const connection = await insert("trackstar_connections", {
    shop_id: shop.id,
    connection_id: randomUUID(),
    integration_type: "wms",
    integration_name: "shipbob",
  });
  const decidedOrder = await insertOrder(shop);
  return {
    shop,
    connection,
    warehouse: await insertWarehouse(shop.id, connection, "Reno"),
    otherWarehouse: await insertWarehouse(shop.id, connection, "Columbus"),
    order: await insertOrder(shop),
    decidedOrder,
    decision: await insert("routing_decisions", { shop_id: shop.id, order_id: decidedOrder }),
    reportJob: await insert("fulfillment_report_jobs", { shop_id: shop.id }),
    forecastJob: await insert("forecast_jobs", { shop_id: shop.id }),
  };
}

/** A shop with at least one row in each table of the schema document that belongs to a shop, all references set. */
export async function makeFullShop(): Promise<ShopOfParents> {
  const parents = await makeShopOfParents();
  const { connection, warehouse, decision, decidedOrder } = parents;
  const { id: shop_id, channelId: sales_channel_id } = parents.shop;
  await change("sales_channels", sales_channel_id, { trackstar_connection_id: connection });
  await change("routing_decisions", decision, { selected_warehouse_id: warehouse });
  await change("unified_orders", decidedOrder, {
    routing_decision_id: decision,
    routed_to_warehouse_id: warehouse,
  });
  await insert("trackstar_inventory", { shop_id, warehouse_id: warehouse, sku: "TEE-M", available: 3 });
  await insert("connection_sync_status", { shop_id, connection_id: connection, sync_type: "inventory" });
  await insert("trackstar_webhook_events", { shop_id, event_id: randomUUID(), event_type: "x", payload: {} });
  await insert("routing_rules", { shop_id, name: "West", action: { type: "hold" } });
  await insert("order_backfill_jobs", { shop_id, sales_channel_id });
  await insert("unified_products", { shop_id, sku: "TEE-M", title: "Tee" });
  await insertResults(parents);
  return parents;
}

async function insertResults({ shop, warehouse, otherWarehouse, reportJob, forecastJob }: ShopOfParents) {
  await insert("fulfillment_report_results", {
    shop_id: shop.id,
    report_job_id: reportJob,
    total_orders: 1,
    total_revenue: 10,
  });
  await insert("forecast_results", {
    shop_id: shop.id,
    job_id: forecastJob,
    sku: "TEE-M",
    predicted_units: 4,
    confidence: "low",
  });
  await insert("inventory_transfers", {
    shop_id: shop.id,
    from_warehouse_id: warehouse,
    to_warehouse_id: otherWarehouse,
    sku: "TEE-M",
    quantity: 5,
  });
}

const insertWarehouse = (shopId: string, connection: string, name: string) =>
  insert("trackstar_warehouses", {
    shop_id: shopId,
    trackstar_connection_id: connection,
    trackstar_warehouse_id: randomUUID(),
    name,
  });

const insertOrder = (shop: TestShop) =>
  insert("unified_orders", {
    shop_id: shop.id,
    sales_channel_id: shop.channelId,
    external_order_id: randomUUID(),
  });

type Row = Record<string, string | number | object>;

async function insert(table: string, row: Row): Promise<string> {
  const [made] = await adminSql<{ id: string }[]>`
    insert into public.${adminSql(table)} ${adminSql(row)} returning id`;
  if (!made) throw new Error(`no row was made in ${table}`);
  return made.id;
}

async function change(table: string, id: string, row: Row): Promise<void> {
  await adminSql`update public.${adminSql(table)} set ${adminSql(row)} where id = ${id}`;
}
