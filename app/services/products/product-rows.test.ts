import { expect, it } from "vitest";
import { productRows } from "./product-rows.ts";

const product = (
  id: string,
  sku: string | null,
  parts: { sku: string | null; unit_quantity: number | null }[],
) => ({
  id,
  sku,
  name: "A product",
  is_kit: parts.length > 1,
  active: null,
  inventory_items: parts.map((part) => ({ inventory_item_id: "inv", ...part })),
});

it("leaves out a product without a SKU", () => {
  expect(productRows([product("p1", null, []), product("p2", "", [])])).toEqual([]);
});

it("lists a kit's components with their quantities, one when none is given", () => {
  const parts = [
    { sku: "CUP", unit_quantity: 4 },
    { sku: "POT", unit_quantity: null },
  ];
  expect(productRows([product("p1", "TEA-SET", parts)])).toEqual([
    {
      sku: "TEA-SET",
      product_id: "p1",
      name: "A product",
      is_kit: true,
      components: [
        { sku: "CUP", unit_quantity: 4 },
        { sku: "POT", unit_quantity: 1 },
      ],
      is_active: true,
    },
  ]);
});

it("does not call a product a component of itself", () => {
  expect(productRows([product("p1", "CUP", [{ sku: "CUP", unit_quantity: 1 }])])[0]?.components).toEqual([]);
});

it("gives no components when one of them has no name", () => {
  const parts = [
    { sku: "CUP", unit_quantity: 4 },
    { sku: null, unit_quantity: 1 },
  ];
  expect(productRows([product("p1", "TEA-SET", parts)])[0]?.components).toEqual([]);
});
