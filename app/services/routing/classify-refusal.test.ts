import { expect, test } from "vitest";
import { classifyRefusal } from "./classify-refusal.ts";

test.each([
  ["Insufficient stock for SKU LAMP at wh-1", "warehouse"],
  ["SKU LAMP is out of stock", "warehouse"],
  ["Daily capacity reached", "warehouse"],
  ["Past the cut-off for today", "warehouse"],
  ["Service level not offered here", "warehouse"],
  ["Unknown SKU: STOCK-1", "order"],
  ["Invalid address: postal code 9 is not a US ZIP code", "order"],
  ["We will not ship this", "order"],
  ["Order number already exists: 1001", "duplicate"],
] as const)("the WMS saying %j is about the %s", (message, about) => {
  expect(classifyRefusal({ kind: "refused", message })).toBe(about);
});

test("what Trackstar itself finds wrong with a field is about the order, even if it speaks of stock", () => {
  expect(classifyRefusal({ kind: "validation", message: "stock: unknown field" })).toBe("order");
});

test("a connection that takes no orders leaves other warehouses", () => {
  expect(classifyRefusal({ kind: "forbidden", message: "create_order is disabled" })).toBe("warehouse");
  expect(classifyRefusal({ kind: "not_implemented", message: "not implemented" })).toBe("warehouse");
});
