import { statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { milesBetween } from "./geo.ts";
import { locate } from "./places.server.ts";

const zip = (postalCode: string, state: string | null = null) => locate({ country: "US", state, postalCode });

describe("ZIP codes", () => {
  it.each([
    ["00501", 40.8, -73.0, false],
    ["02108", 42.36, -71.07, false],
    ["06390", 41.29, -71.93, false],
    ["90001", 33.97, -118.25, false],
    ["20500", 38.89, -77.04, false],
    ["30301", 33.76, -84.42, false],
    ["73301", 30.3, -97.7, false],
    ["72405", 35.9, -90.65, false],
    ["00901", 18.47, -66.11, true],
    ["00802", 18.34, -64.93, true],
    ["99501", 61.22, -149.86, true],
    ["99801", 58.37, -134.18, true],
    ["96813", 21.32, -157.85, true],
    ["96910", 13.45, 144.75, true],
  ])("%s is found to the ZIP", (postalCode, latitude, longitude, nonContiguous) => {
    const place = zip(postalCode);
    expect(place).toMatchObject({ precision: "zip5", nonContiguous });
    if (place.precision === "none") throw new Error("not located");
    expect(milesBetween(place, { latitude, longitude })).toBeLessThan(10);
  });

  it.each(["09012", "34002", "96201"])(
    "%s is military mail: set apart, and nowhere on the map",
    (postalCode) => {
      expect(zip(postalCode)).toEqual({
        precision: "none",
        latitude: null,
        longitude: null,
        nonContiguous: true,
      });
    },
  );

  it.each(["90001-1234", "900011234", "90001 1234", " 90001 "])("%j is read as 90001", (postalCode) => {
    expect(zip(postalCode)).toEqual(zip("90001"));
  });

  it.each([
    ["90000", "CA", "zip3"],
    ["00000", "CA", "state"],
    ["2108", "MA", "state"],
    ["", "MA", "state"],
    ["not a ZIP", "ma", "state"],
    ["", "XX", "none"],
    ["", null, "none"],
  ])("%j in %s is known to the %s", (postalCode, state, precision) => {
    expect(zip(postalCode, state).precision).toBe(precision);
  });

  it("falls back on places near the true one", () => {
    const prefix = zip("90000");
    const state = zip("", "CA");
    if (prefix.precision === "none" || state.precision === "none") throw new Error("not located");
    expect(milesBetween(prefix, { latitude: 33.99, longitude: -118.3 })).toBeLessThan(15);
    expect(state).toMatchObject({ latitude: 35.4912, longitude: -119.388 });
  });
});

describe("other addresses", () => {
  it.each([
    ["H2X 1Y4", "QC", "zip3"],
    ["h2x1y4", null, "zip3"],
    ["Z9Z 9Z9", "ON", "state"],
    ["", null, "none"],
  ])("%j in %s, Canada, is known to the %s", (postalCode, state, precision) => {
    expect(locate({ country: "CA", state, postalCode })).toMatchObject({ precision, nonContiguous: false });
  });

  it("finds Puerto Rico under its own country code too", () => {
    expect(locate({ country: "PR", state: null, postalCode: "00901" })).toEqual(zip("00901", "PR"));
    expect(locate({ country: "PR", state: null, postalCode: null })).toMatchObject({ precision: "state" });
  });

  it("uses coordinates that came with the address", () => {
    const address = { country: "US", state: "AK", postalCode: "90001", latitude: 1, longitude: 2 };
    expect(locate(address)).toEqual({ precision: "given", latitude: 1, longitude: 2, nonContiguous: true });
  });

  it("does not believe coordinates of 0, 0", () => {
    expect(locate({ country: "US", state: null, postalCode: "90001", latitude: 0, longitude: 0 })).toEqual(
      zip("90001"),
    );
  });

  it("knows no other country", () => {
    expect(locate({ country: "DE", state: "BE", postalCode: "10115" }).precision).toBe("none");
  });
});

it("keeps the committed table small", () => {
  expect(statSync("app/lib/geodata/places.bin").size).toBeLessThan(600_000);
});
