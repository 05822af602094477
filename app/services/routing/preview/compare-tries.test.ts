import { describe, expect, it } from "vitest";
import { compareTries } from "./compare-tries.ts";
import { exampleOrder, examplePreview, exampleSetup } from "./example-preview.ts";
import type { Preview } from "./preview.ts";
import { readPreview, trySetup } from "./try-setup.ts";

const onlyCapacity = { weights: { inventory: 0, proximity: 0, cost: 0, capacity: 1 } };

function tries(preview: Preview, setup = exampleSetup()) {
  const tried = trySetup(readPreview(preview), setup);
  if (!tried.ok) throw new Error(tried.problems.join("; "));
  return tried.orders;
}

const compare = (preview: Preview, settings: object) =>
  compareTries(tries(preview), tries(preview, exampleSetup(settings)));

describe("two setups side by side", () => {
  const preview = examplePreview([exampleOrder("1", "losAngeles"), exampleOrder("2", "newYork")]);

  it("the same setup twice changes nothing", () => {
    const same = compare(preview, {});
    expect(same.changes).toEqual([]);
    expect(same.cost.now).toBe(same.cost.next);
    expect(same.shares).toEqual([
      { warehouseId: "w1", now: 1, next: 1 },
      { warehouseId: "w2", now: 1, next: 1 },
    ]);
  });

  it("says which orders move, from where to where, and what that does to cost, distance and days", () => {
    const other = compare(preview, onlyCapacity);
    expect(other.changes).toEqual([
      {
        id: "1",
        number: "#1",
        now: { warehouseIds: ["w1"], reason: null },
        next: { warehouseIds: ["w2"], reason: null },
      },
    ]);
    expect(other.shares).toEqual([
      { warehouseId: "w2", now: 1, next: 2 },
      { warehouseId: "w1", now: 1, next: 0 },
    ]);
    for (const { now, next } of [other.cost, other.miles, other.transitDays]) {
      expect(next).toBeGreaterThan(now ?? Infinity);
    }
  });

  it("counts splits and orders that wait", () => {
    const split = examplePreview([
      exampleOrder("1", "losAngeles", [{ sku: "B", quantity: 4 }]),
      exampleOrder("2", "newYork", [{ sku: "B", quantity: 40 }]),
    ]);
    const other = compare(split, { split: { policy: "never" } });
    expect(other.splits).toEqual({ now: 1, next: 0 });
    expect(other.unfilled).toEqual({ now: 1, next: 2 });
    expect(other.changes).toEqual([
      {
        id: "1",
        number: "#1",
        now: { warehouseIds: ["w1", "w2"], reason: null },
        next: { warehouseIds: [], reason: "split_not_allowed" },
      },
    ]);
    // Only what ships with both can be averaged over the same orders.
    expect(other.cost).toEqual({ now: null, next: null });
    expect(other.shares.at(-1)).toEqual({ warehouseId: null, now: 1, next: 2 });
  });
});

describe("trying a setup", () => {
  it("an order's own units and place do not speak against its warehouse", () => {
    const order = exampleOrder("1", "losAngeles", [{ sku: "B", quantity: 3 }]);
    const preview = examplePreview([order]);
    expect(tries(preview)[0]?.decision.outcome).toBe("split");
    const own = {
      ...order,
      own_units: [{ warehouse_id: "w1", sku: "B", quantity: 1 }],
      own_places: [{ warehouse_id: "w1", places: 1 }],
    };
    const full = examplePreview([own]);
    full.warehouses = full.warehouses.map((each) =>
      each.id === "w1" ? { ...each, orders_today: 10 } : each,
    );
    expect(tries(full)[0]?.decision).toMatchObject({ outcome: "routed", selected_warehouse_id: "w1" });
  });

  it("costs a split what its parcels cost together, and an order in one parcel what the decision says", () => {
    const [whole] = tries(examplePreview([exampleOrder("1", "losAngeles")]));
    expect(whole?.figures.cost).toBe(whole?.decision.raw?.cost);
    expect(whole?.figures.miles).toBeCloseTo(whole?.decision.raw?.distance_miles ?? 0, 0);
    const [split] = tries(examplePreview([exampleOrder("1", "losAngeles", [{ sku: "B", quantity: 4 }])]));
    const parcels = tries(examplePreview([exampleOrder("1", "losAngeles", [{ sku: "B", quantity: 2 }])]))[0]
      ?.decision;
    const [near, far] = [parcels?.raw?.cost ?? 0, parcels?.alternatives[0]?.raw.cost ?? 0];
    expect(split?.figures.shipments).toBe(2);
    expect(split?.figures.cost).toBeCloseTo(near + far, 2);
  });

  it("takes a warehouse whose WMS chooses itself for the one that stands in for it", () => {
    const preview = { ...examplePreview([exampleOrder("1", "losAngeles")]), stand_ins: { w9: "w2" } };
    expect(tries(preview, exampleSetup({ preferred_warehouse_id: "w9" }))[0]?.decision).toMatchObject({
      selected_warehouse_id: "w2",
    });
    const rule = {
      id: "00000000-0000-4000-8000-000000000001",
      name: "Out",
      priority: 1,
      is_active: true,
      conditions: { field: "ship_to_country", operator: "exists" },
      action: { type: "exclude_warehouse", warehouse_id: "w9" },
    };
    const setup = exampleSetup(onlyCapacity, [rule]);
    expect(tries(preview, setup)[0]?.decision).toMatchObject({
      selected_warehouse_id: "w1",
      matched_rules: [rule.id],
      invalid_rules: [],
    });
  });

  it("says why the engine refuses a setup", () => {
    const setup = exampleSetup();
    const weights = { ...setup.settings.weights, cost: 0.9 };
    const tried = trySetup(readPreview(examplePreview([])), {
      ...setup,
      settings: { ...setup.settings, weights },
    });
    expect(tried).toEqual({
      ok: false,
      problems: ["settings.weights: expected weights that add up to 1, got 1.7"],
    });
  });

  it("leaves out an order the engine cannot read", () => {
    const broken = exampleOrder("2", "newYork");
    const preview = examplePreview([
      exampleOrder("1", "newYork"),
      { ...broken, order: { ...broken.order, currency: "dollars" } },
    ]);
    expect(tries(preview).map(({ id }) => id)).toEqual(["1"]);
  });

  it("decides 50 orders with 20 warehouses fast enough for a moving slider", () => {
    const orders = Array.from({ length: 50 }, (_, at) =>
      exampleOrder(String(at), at % 2 === 0 ? "losAngeles" : "newYork"),
    );
    const preview = examplePreview(orders);
    const [, east] = preview.warehouses;
    if (!east) throw new Error("no warehouse");
    for (let at = 3; at <= 20; at++) preview.warehouses.push({ ...east, id: `w${at}` });
    const read = readPreview(preview);
    trySetup(read, exampleSetup());
    const start = performance.now();
    for (let run = 0; run < 10; run++) trySetup(read, exampleSetup(onlyCapacity));
    // Generous: a shared machine under load; alone it takes a tenth of this.
    expect((performance.now() - start) / 10).toBeLessThan(100);
  });
});
