import { expect, test } from "vitest";
import { addId, idAfter, memberId } from "./remove-member.ts";
import { newRule, type ConditionForm, type GroupForm } from "./rule-form.ts";

const condition = (key: number): ConditionForm => ({
  kind: "condition",
  key,
  field: "tags",
  operator: "exists",
  values: [],
  lines: "any",
});
const group = (key: number, ...members: GroupForm["members"]): GroupForm => ({
  kind: "group",
  key,
  match: "all",
  members,
});
const conditions = group(
  1,
  condition(2),
  group(3, condition(4), condition(5)),
  group(6, condition(7)),
  condition(8),
);

test.each([
  ["the next condition or group", 2, memberId(3)],
  ["the next one in a group", 4, memberId(5)],
  ["a group's own button after its last one", 5, addId(3)],
  ["what follows a group that goes with its only condition", 7, memberId(8)],
  ["what follows a group that is removed", 3, memberId(6)],
  ["the outermost button at the end", 8, addId(1)],
])("the keyboard goes on at %s", (_where, key, id) => {
  expect(idAfter(conditions, key)).toBe(id);
});

test("of a rule's only condition the button is left", () => {
  expect(idAfter(newRule.conditions, 2)).toBe(addId(1));
});
