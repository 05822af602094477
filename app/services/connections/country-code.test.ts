import { expect, it } from "vitest";
import { countryCode } from "./country-code.ts";

it.each([
  ["US", "US"],
  ["us ", "US"],
  ["USA", "US"],
  ["United States", "US"],
  ["UK", "GB"],
  ["united kingdom", "GB"],
  ["Canada", "CA"],
  ["Deutschland und so", null],
  ["", null],
  [null, null],
])("reads %j as %j", (text, code) => {
  expect(countryCode(text)).toBe(code);
});
