import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stockRows } from "./stock-rows.ts";

const figures = (
  given: Partial<Record<"sellable" | "fulfillable" | "onhand" | "committed" | "awaiting", number>>,
) => ({
  onhand: null,
  committed: null,
  unfulfillable: null,
  fulfillable: null,
  awaiting: null,
  sellable: null,
  ...given,
});

const item = (id: string, sku: string, byWarehouse: Record<string, ReturnType<typeof figures>> | null) => ({
  id,
  sku,
  ...figures({}),
  inventory_by_warehouse_id: byWarehouse,
});

const kit = (sku: string, components: Record<string, number>) => ({
  sku,
  productId: `prod-${sku}`,
  isKit: true,
  components: Object.entries(components).map(([part, unitQuantity]) => ({ sku: part, unitQuantity })),
});

const availableOf = (rows: ReturnType<typeof stockRows>, warehouse: string, sku: string) =>
  rows.find((row) => row.warehouse === warehouse && row.sku === sku)?.available;

describe("stockRows", () => {
  it("takes sellable, else fulfillable", () => {
    const rows = stockRows(
      [item("i1", "A", { w1: figures({ sellable: 3, fulfillable: 9 }), w2: figures({ fulfillable: 7 }) })],
      [],
      ["w1", "w2"],
    );
    expect(availableOf(rows, "w1", "A")).toBe(3);
    expect(availableOf(rows, "w2", "A")).toBe(7);
  });

  it("counts a sellable of 0 as 0, not as missing", () => {
    const rows = stockRows([item("i1", "A", { w1: figures({ sellable: 0, fulfillable: 9 }) })], [], ["w1"]);
    expect(availableOf(rows, "w1", "A")).toBe(0);
  });

  it("leaves stock without any figure unknown", () => {
    const rows = stockRows([item("i1", "A", { w1: figures({ onhand: 9 }) })], [], ["w1"]);
    expect(rows).toEqual([
      {
        warehouse: "w1",
        sku: "A",
        product_id: null,
        available: null,
        committed: null,
        on_hand: 9,
        incoming: null,
      },
    ]);
  });

  it("adds up items that share a SKU, an unknown one adding nothing", () => {
    const rows = stockRows(
      [
        item("i1", "A", { w1: figures({ sellable: 3 }) }),
        item("i2", "A", { w1: figures({ sellable: 4 }) }),
        item("i3", "A", { w1: figures({}) }),
      ],
      [],
      ["w1"],
    );
    expect(rows).toHaveLength(1);
    expect(availableOf(rows, "w1", "A")).toBe(7);
  });

  it("compares SKUs exactly", () => {
    const rows = stockRows(
      [item("i1", "a", { w1: figures({ sellable: 3 }) }), item("i2", "A", { w1: figures({ sellable: 4 }) })],
      [],
      ["w1"],
    );
    expect(availableOf(rows, "w1", "a")).toBe(3);
    expect(availableOf(rows, "w1", "A")).toBe(4);
  });

  it("gives a kit its scarcest component's stock", () => {
    const rows = stockRows(
      [
        item("i1", "CUP", { w1: figures({ sellable: 9 }) }),
        item("i2", "POT", { w1: figures({ sellable: 3 }) }),
      ],
      [kit("TEA-SET", { CUP: 4, POT: 1 })],
      ["w1"],
    );
    expect(availableOf(rows, "w1", "TEA-SET")).toBe(2);
    expect(rows.find((row) => row.sku === "TEA-SET")?.product_id).toBe("prod-TEA-SET");
  });

  it("has no kit where a component is absent, and none at all where every component is", () => {
    const rows = stockRows(
      [
        item("i1", "CUP", { w1: figures({ sellable: 9 }) }),
        item("i2", "BOX", { w2: figures({ sellable: 1 }) }),
      ],
      [kit("TEA-SET", { CUP: 4, POT: 1 })],
      ["w1", "w2"],
    );
    expect(availableOf(rows, "w1", "TEA-SET")).toBe(0);
    expect(availableOf(rows, "w2", "TEA-SET")).toBeUndefined();
  });

  it("does not know a kit whose component is unknown, unless another is out", () => {
    const unknownCup = item("i1", "CUP", { w1: figures({}) });
    const set = [kit("TEA-SET", { CUP: 4, POT: 1 })];
    const some = stockRows([unknownCup, item("i2", "POT", { w1: figures({ sellable: 3 }) })], set, ["w1"]);
    const out = stockRows([unknownCup, item("i2", "POT", { w1: figures({ sellable: 0 }) })], set, ["w1"]);
    expect(availableOf(some, "w1", "TEA-SET")).toBeNull();
    expect(availableOf(out, "w1", "TEA-SET")).toBe(0);
  });

  it("believes the WMS when it counts the kit itself", () => {
    const rows = stockRows(
      [
        item("i1", "CUP", { w1: figures({ sellable: 90 }) }),
        item("i2", "TEA-SET", { w1: figures({ sellable: 5 }) }),
      ],
      [kit("TEA-SET", { CUP: 4 })],
      ["w1"],
    );
    expect(availableOf(rows, "w1", "TEA-SET")).toBe(5);
  });

  it("places totals without a place at the only warehouse, and nowhere certain among several", () => {
    const totals = { ...item("i1", "A", null), sellable: 6 };
    expect(availableOf(stockRows([totals], [], ["w1"]), "w1", "A")).toBe(6);
    const several = stockRows([totals], [], ["w1", "w2"]);
    expect(several.map((row) => row.available)).toEqual([null, null]);
  });

  it("never makes or loses units: rows of plain SKUs add up to what the items hold", () => {
    const quantity = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null });
    const place = fc.record({ sellable: quantity, fulfillable: quantity });
    const anyItem = fc.record({
      sku: fc.constantFrom("A", "B", "C", ""),
      places: fc.dictionary(fc.constantFrom("w1", "w2", "w3"), place),
    });
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 20 }), (given) => {
        const items = given.map(({ sku, places }, index) => ({
          ...item(`i${index}`, sku, {}),
          inventory_by_warehouse_id: Object.fromEntries(
            Object.entries(places).map(([warehouse, each]) => [warehouse, { ...figures({}), ...each }]),
          ),
        }));
        const rows = stockRows(items, [], ["w1", "w2", "w3"]);
        const held = given
          .filter(({ sku }) => sku !== "")
          .flatMap(({ places }) => Object.values(places))
          .reduce((total, each) => total + (each.sellable ?? each.fulfillable ?? 0), 0);
        expect(rows.reduce((total, row) => total + (row.available ?? 0), 0)).toBe(held);
        expect(new Set(rows.map((row) => `${row.warehouse} ${row.sku}`)).size).toBe(rows.length);
      }),
    );
  });
});
