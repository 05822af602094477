import { expect, it } from "vitest";
import { days, hours, minutes, seconds } from "./duration.ts";

it("gives lengths of time in milliseconds", () => {
  expect([seconds(2), minutes(5), hours(2), days(1)]).toEqual([2_000, 300_000, 7_200_000, 86_400_000]);
});
