import { flushSync } from "react-dom";
import { without } from "./edit-rule.ts";
import type { GroupForm } from "./rule-form.ts";
import type { RuleEditor } from "./use-rule-form.ts";

/** The id of a condition or group in the page. */
export const memberId = (key: number) => `member-${key}`;
/** The id of the button that adds a condition to a group. */
export const addId = (groupKey: number) => `add-to-${groupKey}`;

/** Removes a condition or group. The keyboard goes on at what follows it, for the button it was on is gone. */
export function removeMember({ form, edit }: RuleEditor, key: number): void {
  const id = idAfter(form.conditions, key);
  flushSync(() => edit({ edit: "remove", key }));
  const next = id === null ? null : document.getElementById(id);
  (next?.querySelector("select") ?? next)?.focus();
}

/** What follows a member in its group once that is gone, and the group with it where it was the last one. */
export function idAfter({ key: groupKey, members }: GroupForm, key: number): string | null {
  for (const [at, member] of members.entries()) {
    const isGroup = member.kind === "group";
    if (member.key === key || (isGroup && without(member, key).length === 0)) {
      const next = members[at + 1];
      return next ? memberId(next.key) : addId(groupKey);
    }
    const inside = isGroup ? idAfter(member, key) : null;
    if (inside !== null) return inside;
  }
  return null;
}
