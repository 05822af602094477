import type { RoutingRule } from "./routing-setup.ts";

type Rules = readonly RoutingRule[];

/** What a person wrote about a rule; its place in the list is changed elsewhere. */
export type RuleContent = Omit<RoutingRule, "id" | "priority">;

/** Rules after an edit, in the order of their priorities; null where the rule it is about is not among them. */
export type EditedRules = RoutingRule[] | null;

/** By priority, then id: the order in which the first of a kind wins. */
export const inOrder = (rules: Rules): RoutingRule[] =>
  rules.toSorted((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));

export const addRule = (rules: Rules, id: string, content: RuleContent): RoutingRule[] =>
  numbered([...inOrder(rules), { ...content, id, priority: 0 }]);

export const writeRule = (rules: Rules, id: string, content: Partial<RuleContent>): EditedRules =>
  onRule(rules, id, (rule) => [{ ...rule, ...content }]);

export const removeRule = (rules: Rules, id: string): EditedRules => onRule(rules, id, () => []);

/** The copy stands behind its original and is off, so that nothing happens twice. */
export const copyRule = (rules: Rules, id: string, copyId: string): EditedRules =>
  onRule(rules, id, (rule) => [
    rule,
    { ...rule, id: copyId, name: `${rule.name.slice(0, longestCopied)} (copy)`, is_active: false },
  ]);

const longestCopied = 90;

/** Positions count from 0; one beyond the end is the end. */
export function moveRule(rules: Rules, id: string, position: number): EditedRules {
  const rule = rules.find((each) => each.id === id);
  if (!rule) return null;
  const others = inOrder(rules).filter((each) => each.id !== id);
  return numbered(others.toSpliced(position, 0, rule));
}

function onRule(rules: Rules, id: string, change: (rule: RoutingRule) => RoutingRule[]): EditedRules {
  if (!rules.some((rule) => rule.id === id)) return null;
  return numbered(inOrder(rules).flatMap((rule) => (rule.id === id ? change(rule) : [rule])));
}

const numbered = (rules: Rules): RoutingRule[] =>
  rules.map((rule, index) => ({ ...rule, priority: index + 1 }));
