import { RoutingSettings, type RoutingSetup } from "../setup/routing-setup.ts";
import type { Preview, PreviewOrder } from "./preview.ts";

const synced_at = "2026-01-20T14:40:00Z";

/** A warehouse in the West that stays cheap for the West, and one in the East with room for more. */
const reno = {
  id: "w1",
  name: "Reno",
  country: "US",
  state: "NV",
  postal_code: "89502",
  latitude: 39.5,
  longitude: -119.8,
  daily_capacity: 10,
  orders_today: 9,
};
const columbus = {
  id: "w2",
  name: "Columbus",
  country: "US",
  state: "OH",
  postal_code: "43217",
  latitude: 39.8,
  longitude: -82.9,
  orders_today: 0,
};

const cities = {
  losAngeles: { ship_to_state: "CA", ship_to_postal_code: "90001", latitude: 33.97, longitude: -118.25 },
  newYork: { ship_to_state: "NY", ship_to_postal_code: "10001", latitude: 40.75, longitude: -74 },
};

interface ExampleLine {
  readonly sku: string;
  readonly quantity: number;
}

export function exampleOrder(
  id: string,
  city: keyof typeof cities,
  lines: readonly ExampleLine[] = [{ sku: "A", quantity: 1 }],
): PreviewOrder {
  return {
    id,
    number: `#${id}`,
    order: {
      id,
      ship_to_country: "US",
      ...cities[city],
      currency: "USD",
      lines: lines.map((line) => ({ ...line, grams: 900, price: 10 })),
    },
    own_units: [],
    own_places: [],
  };
}

export function examplePreview(orders: PreviewOrder[]): Preview {
  const row = (warehouse_id: string, sku: string, available: number) => ({
    warehouse_id,
    sku,
    available,
    reserved: 0,
    safety_stock: 0,
    synced_at,
  });
  return {
    now: "2026-01-20T15:00:00Z",
    orders,
    warehouses: [reno, columbus],
    stand_ins: {},
    inventory: [row("w1", "A", 5), row("w2", "A", 5), row("w1", "B", 2), row("w2", "B", 2)],
  };
}

export const exampleSetup = (settings: object = {}, rules: RoutingSetup["rules"] = []): RoutingSetup => ({
  rules,
  settings: RoutingSettings.parse(settings),
});
