import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromMinor, minorDigits, toMinor } from "./money.ts";

const currencies = fc.constantFrom("USD", "JPY", "KWD", "CLF", "HUF");

describe("money", () => {
  it("survives the way there and back exactly", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currencies, (minor, currency) => {
        expect(toMinor(fromMinor(minor, currency), currency)).toBe(minor === 0 ? 0 : minor);
      }),
    );
  });

  it.each([
    ["12.34", "USD", 1234],
    ["12.3", "USD", 1230],
    ["12", "USD", 1200],
    ["12.3400", "USD", 1234],
    ["-0.05", "USD", -5],
    ["-0.00", "USD", 0],
    ["0.29", "USD", 29],
    ["1.005", "KWD", 1005],
    ["120", "JPY", 120],
    ["120.00", "JPY", 120],
    ["90071992547409.91", "USD", 9007199254740991],
  ])("reads %s %s as %d", (text, currency, minor) => {
    expect(toMinor(text, currency)).toBe(minor);
  });

  it.each([
    [1234, "USD", "12.34"],
    [5, "USD", "0.05"],
    [-5, "USD", "-0.05"],
    [0, "KWD", "0.000"],
    [120, "JPY", "120"],
  ])("writes %d of %s as %s", (minor, currency, text) => {
    expect(fromMinor(minor, currency)).toBe(text);
  });

  it.each(["", "1,000.00", "1e3", ".5", "12.", "0x10", "12.345", "90071992547409.92", "NaN"])(
    "refuses %j as dollars",
    (text) => {
      expect(() => toMinor(text, "USD")).toThrow(/amount|decimal places/);
    },
  );

  it("refuses fractions of a minor unit and what is not a currency", () => {
    expect(() => fromMinor(1.5, "USD")).toThrow("not a whole number");
    expect(() => toMinor("1", "usd")).toThrow("ISO 4217");
  });

  it("follows ISO 4217 where the runtime's Intl does not", () => {
    expect(["HUF", "IQD", "ISK", "MGA"].map(minorDigits)).toEqual([2, 3, 0, 2]);
  });
});
