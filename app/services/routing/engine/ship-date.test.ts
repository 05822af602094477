import { describe, expect, it } from "vitest";
import { input, warehouse } from "./example-input.ts";
import { shipDate, wallClock } from "./ship-date.ts";

type WarehouseChanges = Parameters<typeof warehouse>[1];

function shipsOn(now: string, changes: WarehouseChanges) {
  const [only] = input({ warehouses: [warehouse("w1", changes)] }).warehouses;
  return only && shipDate(only, wallClock(now));
}

describe("the ship date", () => {
  const newYork = { time_zone: "America/New_York", cutoff: "14:00" };

  it.each<[string, string, WarehouseChanges, string]>([
    ["before the cut-off, today", "2026-01-20T18:59:59Z", newYork, "2026-01-20"],
    ["at the cut-off, today", "2026-01-20T19:00:00Z", newYork, "2026-01-20"],
    ["after the cut-off, tomorrow", "2026-01-20T19:00:00.001Z", newYork, "2026-01-21"],
    ["an hour earlier in UTC once summer time began", "2026-03-09T18:00:01Z", newYork, "2026-03-10"],
    ["in time on the last winter Friday", "2026-03-06T18:30:00Z", newYork, "2026-03-06"],
    ["Friday after the cut-off, on Monday", "2026-01-23T20:00:00Z", newYork, "2026-01-26"],
    ["on Saturday, on Monday", "2026-01-24T15:00:00Z", newYork, "2026-01-26"],
    [
      "without a cut-off, today until midnight",
      "2026-01-21T04:59:59Z",
      { ...newYork, cutoff: null },
      "2026-01-20",
    ],
    [
      "still yesterday in Los Angeles",
      "2026-01-21T05:00:00Z",
      { time_zone: "America/Los_Angeles" },
      "2026-01-20",
    ],
    ["already tomorrow in Tokyo", "2026-01-20T15:00:00Z", { time_zone: "Asia/Tokyo" }, "2026-01-21"],
    ["only on Sundays", "2026-01-19T15:00:00Z", { working_days: [7] }, "2026-01-25"],
    [
      "after the cut-off on the only working day, a week later",
      "2026-01-20T19:30:00Z",
      { ...newYork, working_days: [2] },
      "2026-01-27",
    ],
    [
      "through the night the clocks go forward",
      "2026-03-08T03:30:00Z",
      { time_zone: "America/Los_Angeles", cutoff: "18:00", working_days: [6, 7] },
      "2026-03-08",
    ],
  ])("%s", (_name, now, changes, expected) => {
    expect(shipsOn(now, changes)).toBe(expected);
  });
});
