import { expect, it } from "vitest";
import { withOwnPlaces, withOwnUnits } from "./give-back.ts";

const own = {
  own_units: [{ warehouse_id: "w1", sku: "A", quantity: 3 }],
  own_places: [{ warehouse_id: "w1", places: 1 }],
};

it("puts an order's own units back, at their warehouse and SKU only", () => {
  const row = (warehouse_id: string, sku: string) => ({ warehouse_id, sku, available: 1, reserved: 3 });
  const inventory = [row("w1", "A"), row("w1", "B"), row("w2", "A")];
  expect(withOwnUnits(inventory, own).map(({ available }) => available)).toEqual([4, 1, 1]);
  expect(inventory.map(({ available }) => available)).toEqual([1, 1, 1]);
});

it("frees an order's own place in a warehouse's day, never below none", () => {
  const warehouses = [
    { id: "w1", orders_today: 5 },
    { id: "w2", orders_today: 5 },
  ];
  expect(withOwnPlaces(warehouses, own).map(({ orders_today }) => orders_today)).toEqual([4, 5]);
  expect(withOwnPlaces([{ id: "w1", orders_today: 0 }], own)[0]?.orders_today).toBe(0);
});
