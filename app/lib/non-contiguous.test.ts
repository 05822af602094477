import { describe, expect, it } from "vitest";
import { isNonContiguous, isUnitedStates } from "./non-contiguous.ts";

describe("places that cannot be reached over land", () => {
  it.each([
    ["US", "AK", null, true],
    ["US", "hi", "", true],
    ["US", null, "00901", true],
    ["US", "AE", "09012", true],
    ["US", null, "34002", true],
    ["US", null, "96201-0001", true],
    ["US", null, "99950", true],
    ["PR", null, null, true],
    ["US", "WA", "99403", false],
    ["US", "CA", "96162", false],
    ["US", "FL", "33994", false],
    ["US", null, "01001", false],
    ["US", null, "0090", false],
    ["CA", null, "00901", false],
    ["US", null, null, false],
  ])("%s %s %s: %s", (country, state, postalCode, expected) => {
    expect(isNonContiguous({ country, state, postalCode })).toBe(expected);
  });

  it("are United States all the same", () => {
    expect(["US", "pr", "GU", "CA", "UM"].map(isUnitedStates)).toEqual([true, true, true, false, false]);
  });
});
