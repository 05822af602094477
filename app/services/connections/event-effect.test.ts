import { describe, expect, it } from "vitest";
import { eventEffect } from "./event-effect.ts";

describe("eventEffect", () => {
  it.each([
    ["inventory.updated", ["inventory"]],
    ["order.created", ["orders"]],
    ["order.shipment.created", ["orders"]],
    ["product.updated", ["products"]],
    ["warehouse.created", ["warehouses"]],
    ["warehouse_customer.created", ["warehouses"]],
    ["connection-error.created", ["inventory"]],
    ["connection_error.deleted", ["inventory"]],
  ])("reads again what %s speaks of", (type, kinds) => {
    expect(eventEffect(type, {})).toEqual({ effect: "sync", kinds });
  });

  it.each([
    "inventory_ledger.created",
    "warehouse-location.updated",
    "return.created",
    "erp-order.created",
    "",
    "x",
  ])("does nothing for %s", (type) => {
    expect(eventEffect(type, {})).toEqual({ effect: "none" });
  });

  it.each([
    [{ resource: "orders" }, ["orders", "historical"]],
    [{ resource: "get_inventory" }, ["inventory", "historical"]],
    [{ resource: "warehouse_customers" }, ["warehouses", "historical"]],
    [{ resource: "something new" }, ["historical"]],
    [null, ["historical"]],
    ["text", ["historical"]],
  ])("starts with what the first reading of %j brought", (data, kinds) => {
    expect(eventEffect("connection.historical-sync-completed", data)).toEqual({ effect: "sync", kinds });
  });

  it("reads everything after a forced sync that does not say what it read", () => {
    expect(eventEffect("connection.force-sync-completed", {})).toEqual({
      effect: "sync",
      kinds: ["warehouses", "products", "inventory", "orders"],
    });
  });

  it("knows a deleted connection", () => {
    expect(eventEffect("connection.deleted", {})).toEqual({ effect: "disconnected" });
  });
});
