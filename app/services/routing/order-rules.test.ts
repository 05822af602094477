import { expect, test } from "vitest";
import { heldUntil } from "./order-rules.ts";

const now = new Date("2026-01-20T00:00:00Z");
const hold = (id: string, until?: string | null) => ({
  id,
  name: id,
  priority: 1,
  is_active: true,
  conditions: {},
  action: { type: "hold", until },
});
const rules = [
  hold("past", "2026-01-19"),
  hold("soon", "2026-01-21"),
  hold("later", "2026-02-01T09:00:00-05:00"),
];

test.each<[string[], string | null]>([
  [["past", "soon"], "2026-01-21T00:00:00.000Z"],
  [["soon", "later"], "2026-02-01T14:00:00.000Z"],
  [["soon", "for good"], null],
  [["soon", "left out"], null],
  [["elsewhere"], null],
  [[], null],
])("orders held by %j are held until %s", (matched, until) => {
  expect(heldUntil(matched, [...rules, hold("for good", null), hold("left out")], now)).toBe(until);
});
