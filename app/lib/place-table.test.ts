import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openPlaces, packPlaces } from "./place-table.ts";

const key = fc.stringMatching(/^[A-Z0-9-]{1,5}$/);
const point = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe("a packed place table", () => {
  it("finds every key it was given, to four decimals, and no other", () => {
    fc.assert(
      fc.property(fc.dictionary(key, point, { noNullPrototype: true }), key, (places, stranger) => {
        const table = openPlaces(packPlaces(new Map(Object.entries(places))));
        for (const [name, { latitude, longitude }] of Object.entries(places)) {
          expect(Math.abs((table.find(name)?.latitude ?? NaN) - latitude)).toBeLessThanOrEqual(0.000051);
          expect(Math.abs((table.find(name)?.longitude ?? NaN) - longitude)).toBeLessThanOrEqual(0.000051);
        }
        expect(table.find(stranger) !== null).toBe(Object.hasOwn(places, stranger));
      }),
    );
  });

  it("does not take a longer key for the one it begins with", () => {
    const table = openPlaces(packPlaces(new Map([["US-CA", { latitude: 1, longitude: 2 }]])));
    expect(table.find("US-CALIFORNIA")).toBeNull();
    expect(table.find("")).toBeNull();
  });

  it("refuses bytes that were cut short and keys that are too long", () => {
    expect(() => openPlaces(new Uint8Array(12))).toThrow("cut short");
    expect(() => packPlaces(new Map([["TOOLONG", { latitude: 1, longitude: 2 }]]))).toThrow("too long");
  });
});
