import { randomUUID } from "node:crypto";
import type { TestShop } from "./shops.ts";
import { adminSql } from "./stack.ts";

export interface TestWarehouse {
  readonly id: string;
  readonly connectionId: string;
  readonly trackstarWarehouseId: string;
}

const places = {
  reno: { state: "NV", postalCode: "89502", latitude: 39.5, longitude: -119.8 },
  columbus: { state: "OH", postalCode: "43217", latitude: 39.8, longitude: -82.9 },
  newark: { state: "NJ", postalCode: "07114", latitude: 40.7, longitude: -74.2 },
} as const;

export async function makeConnection(
  shop: TestShop,
  options: { orderCreation?: "off" | "swyft" | "wms"; warehouseSelectable?: boolean } = {},
): Promise<string> {
  const [row] = await adminSql<{ id: string }[]>`
    insert into public.trackstar_connections
      (shop_id, connection_id, integration_type, integration_name, access_token, order_creation, warehouse_selectable)
    values (${shop.id}, ${randomUUID()}, 'wms', 'test-wms', 'sealed', ${options.orderCreation ?? "off"},
            ${options.warehouseSelectable ?? true})
    returning id`;
  if (!row) throw new Error("the connection was not made");
  return row.id;
}

export async function makeWarehouse(
  shop: TestShop,
  options: {
    place?: keyof typeof places;
    connectionId?: string;
    dailyCapacity?: number;
    priority?: number;
  } = {},
): Promise<TestWarehouse> {
  const connectionId = options.connectionId ?? (await makeConnection(shop));
  const place = places[options.place ?? "reno"];
  const trackstarWarehouseId = `wh-${randomUUID().slice(0, 8)}`;
  const [row] = await adminSql<{ id: string }[]>`
    insert into public.trackstar_warehouses
      (shop_id, trackstar_connection_id, trackstar_warehouse_id, name, state, postal_code, country, latitude, longitude,
       geo_precision, daily_capacity, priority)
    values (${shop.id}, ${connectionId}, ${trackstarWarehouseId}, ${options.place ?? "reno"}, ${place.state},
            ${place.postalCode}, 'US', ${place.latitude}, ${place.longitude}, 'zip5', ${options.dailyCapacity ?? null},
            ${options.priority ?? 1})
    returning id`;
  if (!row) throw new Error("the warehouse was not made");
  return { id: row.id, connectionId, trackstarWarehouseId };
}

export async function setStock(
  shop: TestShop,
  warehouse: TestWarehouse,
  sku: string,
  available: number | null,
): Promise<void> {
  await adminSql`
    insert into public.trackstar_inventory (shop_id, warehouse_id, sku, available, on_hand, is_known, source_as_of)
    values (${shop.id}, ${warehouse.id}, ${sku}, ${available}, ${available}, ${available !== null}, now())
    on conflict (warehouse_id, sku) do update
    set available = excluded.available, is_known = excluded.is_known, source_as_of = excluded.source_as_of`;
}
