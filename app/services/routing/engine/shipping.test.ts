import { describe, expect, it } from "vitest";
import { input, line, warehouse } from "./example-input.ts";
import { builtInRateCard } from "./rate-card.ts";
import { billedPounds, cubicInchesOf, gramsOf, shippingFrom } from "./shipping.ts";

type WarehouseChanges = Parameters<typeof warehouse>[1];

const milesPerDegree = 69.0934;

function ship(from: WarehouseChanges, order: object, pounds = 0) {
  const parsed = input({ order, warehouses: [warehouse("w1", from)] });
  const [only] = parsed.warehouses;
  if (!only) throw new Error("no warehouse");
  return shippingFrom(only, parsed.order, pounds, parsed.settings.rate_card ?? builtInRateCard);
}

const atMiles = (miles: number, pounds = 0) =>
  ship({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: miles / milesPerDegree }, pounds);

describe("zones and days by miles", () => {
  it.each([
    [10, 6.93, 1],
    [49, 6.93, 1],
    [52, 6.94, 1],
    [149, 6.94, 1],
    [152, 7.3, 1],
    [209, 7.3, 1],
    [212, 7.3, 2],
    [298, 7.3, 2],
    [302, 7.46, 2],
    [598, 7.46, 2],
    [602, 7.69, 2],
    [779, 7.69, 2],
    [782, 7.69, 3],
    [1002, 7.86, 3],
    [1402, 8.07, 3],
    [1469, 8.07, 3],
    [1472, 8.07, 4],
    [1802, 8.4, 4],
    [2609, 8.4, 4],
    [2612, 8.4, 5],
  ])("%d miles cost %d USD and take %d days", (miles, dollars, days) => {
    const shipping = atMiles(miles);
    expect(shipping.cost).toEqual({ price: Math.round(dollars * 100), zoneOnePrice: 693 });
    expect(shipping.transitDays).toBe(days);
  });

  it.each([
    [1, 10, 761],
    [2, 1802, 1287],
    [5, 10, 970],
    [5, 1802, 1919],
    [10, 400, 1444],
    [20, 1802, 4039],
    [70, 10, 5333],
    [70, 1802, 19131],
  ])("%d pounds over %d miles cost %d cents", (pounds, miles, cents) => {
    expect(atMiles(miles, pounds).cost?.price).toBe(cents);
  });

  it("has no price above 70 pounds", () => {
    expect(atMiles(10, 71).cost).toBeNull();
  });
});

describe("places across water go by rule", () => {
  const kansas = { state: "KS", postal_code: "67202" };
  it.each([
    ["Honolulu", { ship_to_state: "HI", ship_to_postal_code: "96813", latitude: 21.3, longitude: -157.8 }],
    ["Anchorage, by ZIP code alone", { ship_to_postal_code: "99501", latitude: 61.2, longitude: -149.9 }],
    ["San Juan as its own country", { ship_to_country: "PR", latitude: 18.4, longitude: -66.1 }],
    ["a neighbour that is really military mail", { ship_to_state: "AE", ship_to_postal_code: "09012" }],
    ["military mail without coordinates", { ship_to_postal_code: "09012", latitude: null, longitude: null }],
  ])("%s is in zone 8 and five days away", (_name, order) => {
    expect(ship(kansas, order)).toMatchObject({ transitDays: 5, cost: { price: 840 } });
  });

  it("is not inside one of them for sharing a mistaken state with the warehouse", () => {
    const order = { ship_to_state: "KS", ship_to_postal_code: "96201" };
    expect(ship(kansas, order)).toMatchObject({ transitDays: 5, cost: { price: 840 } });
  });

  it("is nearer inside one of them, whatever the coordinates say", () => {
    const order = { ship_to_state: "AK", ship_to_postal_code: "99701", latitude: 67.4, longitude: -149.7 };
    const shipping = ship({ state: "AK", postal_code: "99501", latitude: 61.2, longitude: -149.9 }, order);
    expect(shipping).toMatchObject({ transitDays: 3, cost: { price: 746 } });
  });
});

describe("other countries", () => {
  it("have days but no price inside one country", () => {
    expect(ship({ country: "CA" }, { ship_to_country: "CA", currency: "CAD" })).toMatchObject({
      transitDays: 1,
      cost: null,
    });
  });

  it("have neither across a border", () => {
    expect(ship({ country: "CA" }, { ship_to_country: "US" })).toMatchObject({
      miles: 0,
      transitDays: null,
      cost: null,
    });
  });
});

describe("the billed weight", () => {
  const pounds = (...lines: ReturnType<typeof line>[]) => {
    const parsed = input({ order: { lines } }).order.lines;
    const sum = (one: (line: (typeof parsed)[number]) => number) =>
      parsed.reduce((total, each) => total + one(each) * each.quantity, 0);
    return billedPounds(sum(gramsOf), sum(cubicInchesOf), builtInRateCard);
  };

  it("is rounded up to whole pounds above one", () => {
    expect(pounds(line("A", 1, { grams: 453 }))).toBe(0);
    expect(pounds(line("A", 1, { grams: 454 }))).toBe(2);
    expect(pounds(line("A", 2, { grams: 453.59237 }))).toBe(2);
    expect(pounds(line("A", 2, { grams: 500 }), line("B", 1, { grams: 500 }))).toBe(4);
  });

  it("counts a line without a weight as nothing", () => {
    expect(pounds(line("A", 3))).toBe(0);
  });

  it("is the volume over 139 above a cubic foot", () => {
    // 30.48 cm is a foot: exactly 1728 cubic inches do not count, twice as many weigh 24.9 lb.
    const foot = { grams: 100, dimensions_cm: [30.48, 30.48, 30.47] as [number, number, number] };
    expect(pounds(line("A", 1, foot))).toBe(0);
    expect(pounds(line("A", 2, foot))).toBe(25);
    expect(pounds(line("A", 2, { ...foot, grams: 20_000 }))).toBe(89);
  });
});
