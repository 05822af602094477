import { expect, test } from "vitest";
import {
  formatAge,
  formatDate,
  formatDay,
  formatMinutes,
  formatMoment,
  formatMoney,
  plural,
} from "./format.ts";

const now = "2026-11-22T18:00:00Z";

test("a moment is told in the shop's own time zone", () => {
  expect(formatMoment("2026-11-22T17:04:00Z", "America/New_York", now)).toBe("Today at 12:04 PM");
  expect(formatMoment("2026-11-22T03:04:00Z", "America/New_York", now)).toBe("Nov 21 at 10:04 PM");
  expect(formatDay("2025-01-01T03:00:00Z", "America/Los_Angeles", now)).toBe("Dec 31, 2024");
});

test("a day without a time zone stays that day", () => {
  expect(formatDate("2026-03-01")).toBe("Mar 1");
});

test.each([
  ["2026-11-22T17:59:30Z", "just now"],
  ["2026-11-22T17:48:00Z", "12 min ago"],
  ["2026-11-22T12:00:00Z", "6 h ago"],
  ["2026-11-21T17:00:00Z", "1 day ago"],
  ["2026-11-01T18:00:00Z", "21 days ago"],
])("%s was %s", (at, says) => {
  expect(formatAge(at, now)).toBe(says);
});

test("lengths of time use the unit a person would", () => {
  expect([0.5, 12.4, 150, 60 * 24 * 3].map(formatMinutes)).toEqual(["30 s", "12 min", "2.5 h", "3 days"]);
});

test("money shows its currency, and nothing invented when it is not known", () => {
  expect(formatMoney("1234.5", "USD")).toBe("$1,234.50");
  expect(formatMoney("1200", "JPY")).toBe("¥1,200");
  expect(formatMoney(null, "USD")).toBe("—");
});

test("counts agree with their noun", () => {
  expect([plural(1, "unit"), plural(0, "unit"), plural(1500, "warehouse")]).toEqual([
    "1 unit",
    "0 units",
    "1,500 warehouses",
  ]);
});
