import { expect, test } from "vitest";
import { usMapSize } from "#app/lib/us-map-size.ts";
import { type MapFacts, tellMap } from "./tell-map.ts";

const losAngeles = { label: "Los Angeles, CA", country: "US", latitude: 34.05, longitude: -118.24 };
const warehouse = (
  id: string,
  at: { latitude: number | null; longitude: number | null },
  more: { isChosen?: boolean; country?: string } = {},
): MapFacts["warehouses"][number] => ({
  id,
  name: id,
  country: more.country ?? "US",
  isChosen: more.isChosen ?? false,
  ...at,
});
const reno = warehouse("Reno", { latitude: 39.5, longitude: -119.8 }, { isChosen: true });
const newark = warehouse("Newark", { latitude: 40.7, longitude: -74.2 });

test("places lie where they should: west of each other, and inside the frame", () => {
  const { points, outside, description } = tellMap({
    destination: losAngeles,
    warehouses: [reno, newark],
  });
  const at = new Map(points.map((point) => [point.name, point]));
  expect(points.map(({ look }) => look)).toEqual(["destination", "chosen", "other"]);
  expect(at.get("Reno")?.x).toBeLessThan(at.get("Newark")?.x ?? 0);
  expect(at.get("Reno")?.y).toBeLessThan(at.get("Los Angeles, CA")?.y ?? 0);
  for (const { x, y } of points) {
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(usMapSize.width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(usMapSize.height);
  }
  expect(outside).toEqual([]);
  expect(description).toBe("The order ships from Reno to Los Angeles, CA. Other warehouses: Newark.");
});

test("Alaska and Hawaii are on the map", () => {
  for (const place of [
    { label: "Anchorage, AK", country: "US", latitude: 61.2, longitude: -149.9 },
    { label: "Honolulu, HI", country: "US", latitude: 21.3, longitude: -157.8 },
  ]) {
    expect(tellMap({ destination: place, warehouses: [] }).outside).toEqual([]);
  }
});

test("what is not on the map is said in words", () => {
  const { points, outside } = tellMap({
    destination: { label: "Toronto, ON", country: "CA", latitude: 43.7, longitude: -79.4 },
    warehouses: [
      warehouse("Leeds", { latitude: 53.8, longitude: -1.5 }, { country: "GB" }),
      warehouse("Nowhere", { latitude: null, longitude: null }, { isChosen: true }),
    ],
  });
  expect(points).toEqual([]);
  expect(outside).toEqual([
    "The destination is Toronto, ON. It is outside the map of the United States.",
    "Leeds is not shown. It is outside the map of the United States.",
    "Nowhere is not shown. Its place is not known.",
  ]);
});

test("an order that nobody ships says where it goes", () => {
  const { description } = tellMap({ destination: losAngeles, warehouses: [newark] });
  expect(description).toBe(
    "The order goes to Los Angeles, CA; no warehouse ships it yet. Other warehouses: Newark.",
  );
});
