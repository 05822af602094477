import fc from "fast-check";
import { expect, test } from "vitest";
import { addRule, copyRule, inOrder, moveRule, removeRule, writeRule } from "./edit-rules.ts";
import type { RoutingRule } from "./routing-setup.ts";

const rule = (id: string, priority: number): RoutingRule => ({
  id,
  name: `Rule ${id}`,
  priority,
  is_active: true,
  conditions: { field: "tags", operator: "exists" },
  action: { type: "hold", until: null },
});
const rules = [rule("c", 7), rule("b", 1), rule("a", 7)];
const ids = (list: readonly RoutingRule[] | null) => list?.map(({ id }) => id);

test("rules stand by priority, then id", () => {
  expect(ids(inOrder(rules))).toEqual(["b", "a", "c"]);
});

test("moving a rule puts it at its new place and leaves the others in order", () => {
  const list = fc.uniqueArray(
    fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 3 })),
    {
      minLength: 1,
      selector: ([id]) => id,
    },
  );
  fc.assert(
    fc.property(list, fc.nat(), fc.nat(12), (entries, pick, position) => {
      const before = entries.map(([id, priority]) => rule(id, priority));
      const moved = before[pick % before.length]?.id ?? "";
      const after = moveRule(before, moved, position) ?? [];
      expect(after.map(({ priority }) => priority)).toEqual(after.map((_, index) => index + 1));
      expect(after.findIndex(({ id }) => id === moved)).toBe(Math.min(position, before.length - 1));
      const rest = (each: { id: string }) => each.id !== moved;
      expect(ids(after.filter(rest))).toEqual(ids(inOrder(before).filter(rest)));
    }),
  );
});

test("a new rule comes last", () => {
  const { id: _id, priority: _priority, ...content } = rule("d", 0);
  expect(addRule(rules, "d", content).at(-1)).toEqual({ ...content, id: "d", priority: 4 });
});

test("a copy stands behind its original, off, with its own name", () => {
  const copied = copyRule(rules, "b", "d");
  expect(ids(copied)).toEqual(["b", "d", "a", "c"]);
  expect(copied?.[1]).toMatchObject({ name: "Rule b (copy)", is_active: false, priority: 2 });
  const long = copyRule([{ ...rule("a", 1), name: "x".repeat(100) }], "a", "b");
  expect(long?.[1]?.name.length).toBeLessThanOrEqual(100);
});

test("a rule is written and removed, and only that one", () => {
  expect(writeRule(rules, "a", { is_active: false })?.map((each) => each.is_active)).toEqual([
    true,
    false,
    true,
  ]);
  expect(ids(removeRule(rules, "a"))).toEqual(["b", "c"]);
});

test("a rule that is not there is not edited", () => {
  expect(moveRule(rules, "x", 0)).toBeNull();
  expect(copyRule(rules, "x", "y")).toBeNull();
  expect(writeRule(rules, "x", {})).toBeNull();
  expect(removeRule(rules, "x")).toBeNull();
});
