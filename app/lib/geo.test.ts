import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { milesBetween } from "./geo.ts";

const point = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe("the great-circle distance", () => {
  it.each([
    ["New York to Los Angeles", [40.7128, -74.006], [34.0522, -118.2437], 2445.6],
    ["across the date line", [0, 179.5], [0, -179.5], 69.1],
    ["from pole to pole", [90, 0], [-90, 77], 12436.8],
    ["nowhere", [38, -97], [38, -97], 0],
  ] as const)("%s", (_name, [fromLatitude, fromLongitude], [toLatitude, toLongitude], miles) => {
    const from = { latitude: fromLatitude, longitude: fromLongitude };
    const to = { latitude: toLatitude, longitude: toLongitude };
    expect(milesBetween(from, to)).toBeCloseTo(miles, 0);
  });

  it("is the same both ways, never negative and never more than half way round", () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const miles = milesBetween(a, b);
        expect(miles).toBe(milesBetween(b, a));
        expect(miles).toBeGreaterThanOrEqual(0);
        expect(miles).toBeLessThan(12_437);
      }),
    );
  });
});
