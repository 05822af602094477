import { randomUUID } from "node:crypto";
import { makeWarehouse } from "#tests/support/warehouses.ts";
import type { TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";
import type { PersonalColumn } from "./data-map.ts";

/** A mark for text, and one for numbers, that occur nowhere else. */
export interface Mark {
  readonly text: string;
  readonly number: string;
}

let lastMark = 0;
export function newMark(): Mark {
  lastMark += 1;
  const digits = `${Date.now()}${String(lastMark).padStart(3, "0")}`;
  return { text: `mark${digits}`, number: `12.${digits}` };
}

export interface MarkedCustomer {
  readonly id: string;
  readonly email: string;
  readonly orderNumber: string;
  readonly externalOrderId: string;
  readonly orderId: string;
}

/** One order with a row in every table that can say something about its customer; what is personal is planted later. */
export async function makeCustomer(shop: TestShop, email: string): Promise<MarkedCustomer> {
  const digits = BigInt(`0x${randomUUID().replaceAll("-", "").slice(0, 14)}`);
  const orderNumber = `#${digits}`;
  const externalOrderId = `gid://shopify/Order/${digits}`;
  const warehouse = await makeWarehouse(shop);
  const { id: shopId, channelId } = shop;
  const [order] = await adminSql<{ id: string }[]>`
    insert into public.unified_orders
      (shop_id, sales_channel_id, external_order_id, external_order_number, routing_status, ship_to_state, ship_to_country)
    values (${shopId}, ${channelId}, ${externalOrderId}, ${orderNumber}, 'routed', 'CA', 'US') returning id`;
  const orderId = order?.id ?? "";
  const [decision] = await adminSql<{ id: string }[]>`
    insert into public.routing_decisions (shop_id, order_id, selected_warehouse_id)
    values (${shopId}, ${orderId}, ${warehouse.id}) returning id`;
  await adminSql`
    insert into public.shipments (shop_id, order_id, decision_id, warehouse_id, number, lines, units, status, wms_order_id)
    values (${shopId}, ${orderId}, ${decision?.id ?? ""}, ${warehouse.id}, ${String(digits)}, '[]', 1, 'shipped',
            ${`wms-${digits}`})`;
  await adminSql`
    insert into public.warehouse_refusals (shop_id, order_id, warehouse_id, message)
    values (${shopId}, ${orderId}, ${warehouse.id}, 'no')`;
  await adminSql`
    insert into public.order_history (shop_id, order_id, kind, details)
    values (${shopId}, ${orderId}, 'rejected', '{"reason": "rejected"}')`;
  await adminSql`
    insert into public.shopify_webhook_events (webhook_id, topic, shop_domain, shop_id, status, payload)
    values (${randomUUID()}, 'orders/updated', ${shop.domain}, ${shopId}, 'failed',
            ${adminSql.json({ admin_graphql_api_id: externalOrderId })})`;
  await adminSql`
    insert into public.trackstar_webhook_events (event_id, event_type, shop_id, payload)
    values (${randomUUID()}, 'order.updated', ${shopId}, ${adminSql.json({ data: { id: `wms-${digits}` } })})`;
  await adminSql`
    insert into public.customer_exports (shop_id, request_id, customer_id, document)
    values (${shopId}, ${randomUUID()}, '77', ${adminSql.json({ customer: { email } })})`;
  await adminSql`
    insert into public.shopify_sessions (id, shop) values (${randomUUID()}, ${shop.domain})`;
  return { id: "77", email, orderNumber, externalOrderId, orderId };
}

/** How a table's rows belong to a shop. */
const ownerColumn: Partial<Record<string, string>> = { shopify_sessions: "shop", stores: "id" };

/** Writes the mark into one column of the shop's rows; answers how many rows took it. */
export async function plant(shop: TestShop, { table, column }: PersonalColumn, mark: Mark): Promise<number> {
  const [known] = await adminSql<{ data_type: string }[]>`
    select data_type from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and column_name = ${column}`;
  const target = adminSql(column);
  const value = {
    text: adminSql`${mark.text}`,
    numeric: adminSql`${mark.number}`,
    ARRAY: adminSql`array[${mark.text}]`,
    jsonb: adminSql`case jsonb_typeof(${target})
      when 'array' then jsonb_build_array(jsonb_build_object('said', ${mark.text}::text))
      else ${target} || jsonb_build_object('said', ${mark.text}::text) end`,
  }[known?.data_type ?? ""];
  if (value === undefined) throw new Error(`no mark for ${table}.${column} of type ${known?.data_type}`);
  const owner = ownerColumn[table] ?? "shop_id";
  const rows = await adminSql`
    update public.${adminSql(table)} set ${target} = ${value}
    where ${adminSql(owner)} = ${table === "shopify_sessions" ? shop.domain : shop.id}
    returning 1`;
  return rows.length;
}

/** Every table of the database, with the number of its rows that show the mark anywhere. */
export async function findMark(mark: Mark): Promise<Record<string, number>> {
  const tables = await adminSql<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker')`;
  const found: Record<string, number> = {};
  for (const { schema, name } of tables) {
    const [row] = await adminSql<{ rows: number }[]>`
      select count(*)::int as rows from ${adminSql(schema)}.${adminSql(name)} as whole
      where whole::text like ${`%${mark.text}%`} or whole::text like ${`%${mark.number}%`}`;
    if (row && row.rows > 0) found[`${schema}.${name}`] = row.rows;
  }
  return found;
}
