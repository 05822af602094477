import { days } from "#app/lib/duration.ts";
import { findFaults } from "../engine/index.ts";
import { covers, reachOf, type Reach } from "./lint/covers.ts";
import { LintedAction, type Superseded, supersedes } from "./lint/supersedes.ts";
import type { RoutingRule, RuleLint, SetupWarehouse } from "./routing-setup.ts";

/** What lints are about beside the rules themselves. */
export interface LintFacts {
  readonly warehouses: readonly SetupWarehouse[];
  /** Decisions of the last 90 days each live rule matched, by rule id. */
  readonly matches: Readonly<Record<string, number>>;
  /** When each live rule became what it is, by rule id. */
  readonly liveSince: Readonly<Record<string, Date>>;
  readonly now: Date;
}

interface Linted {
  readonly rule: RoutingRule;
  readonly action: LintedAction;
  readonly reach: Reach | null;
}

type Finding = Omit<RuleLint, "ruleId">;

/** What the authors of rules should know, in the order in which the engine applies them. Only what is certain is said. */
export function lintRules(rules: readonly RoutingRule[], facts: LintFacts): RuleLint[] {
  const known = new Set(facts.warehouses.map(({ id }) => id));
  const ordered = rules.toSorted((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));
  const followed = ordered.flatMap((rule) => read(rule, known));
  return ordered.flatMap((rule) => {
    const linted = followed.find((one) => one.rule === rule);
    const findings = linted ? findingsOf(linted, followed, facts) : faultsOf(rule, known);
    return findings.map((finding) => ({ ruleId: rule.id, ...finding }));
  });
}

/** A rule that is switched on and can be followed. */
function read(rule: RoutingRule, known: ReadonlySet<string>): Linted[] {
  if (!rule.is_active || findFaults(rule, known).length > 0) return [];
  return [{ rule, action: LintedAction.parse(rule.action), reach: reachOf(rule.conditions) }];
}

function faultsOf(rule: RoutingRule, known: ReadonlySet<string>): Finding[] {
  const severity = rule.is_active ? "critical" : "warning";
  const [fault] = findFaults(rule, known);
  if (!fault) return [];
  if (findFaults(rule).length === 0) {
    const says = "This rule names a warehouse that no longer exists, so routing skips it.";
    return [
      { kind: "deleted_warehouse", severity, says, advice: "Choose another warehouse, or delete the rule." },
    ];
  }
  const says = `Routing can't follow this rule and skips it: ${fault.problem}.`;
  return [{ kind: "invalid", severity, says, advice: "Correct the rule, or delete it." }];
}

function findingsOf(linted: Linted, all: readonly Linted[], facts: LintFacts): Finding[] {
  if (linted.reach?.matches.length === 0) {
    const says = "No order can match this rule: its conditions contradict each other.";
    return [{ kind: "contradictory", severity: "warning", says, advice: "Remove one of the conditions." }];
  }
  return [
    ...superseded(linted, all),
    ...idleWarehouse(linted, facts),
    ...missingCapability(linted, facts),
    ...neverMatched(linted, facts),
  ];
}

function superseded(linted: Linted, all: readonly Linted[]): Finding[] {
  const at = all.indexOf(linted);
  for (const [position, other] of all.entries()) {
    if (other === linted) continue;
    const how = supersedes(other.action, linted.action, position < at);
    if (!how || !other.reach || !linted.reach || !covers(other.reach, linted.reach)) continue;
    return [unreachable(other.rule.name, how, linted.action)];
  }
  return [];
}

function unreachable(other: string, how: Superseded, { type }: LintedAction): Finding {
  const finding = { kind: "unreachable", severity: "warning" } as const;
  const never = "This rule never takes effect";
  switch (how) {
    case "repeats":
      return {
        ...finding,
        says: `This rule changes nothing: “${other}” does the same for every order it matches.`,
        advice: "Delete one of the two.",
      };
    case "excludes":
      return {
        ...finding,
        says: `${type === "route_to_warehouse" ? "No order that matches can ship" : never}: “${other}” excludes this warehouse.`,
        advice: "Choose another warehouse, or narrow the other rule.",
      };
    case "wins":
      return {
        ...finding,
        says: `${never}: “${other}” matches the same orders and counts instead.`,
        advice: "Narrow the other rule, change their order, or delete this one.",
      };
  }
}

function idleWarehouse({ action }: Linted, { warehouses }: LintFacts): Finding[] {
  const warehouse = warehouses.find(({ id }) => id === action.warehouse_id);
  if (!warehouse || warehouse.is_active || action.type === "exclude_warehouse") return [];
  const meanwhile =
    action.type === "route_to_warehouse"
      ? "Orders that match can't ship meanwhile."
      : "It has no effect meanwhile.";
  const says = `${warehouse.name} takes no orders now. ${meanwhile}`;
  const advice = "Switch the warehouse on, mend its connection, or choose another one.";
  return [{ kind: "inactive_warehouse", severity: "warning", says, advice }];
}

function missingCapability({ action: { capability } }: Linted, { warehouses }: LintFacts): Finding[] {
  if (capability === undefined || warehouses.some((one) => one.capabilities.includes(capability))) return [];
  const says = `No warehouse has the capability “${capability}”, so orders that match can't ship.`;
  const advice = "Give a warehouse this capability, or change the rule.";
  return [{ kind: "unknown_capability", severity: "warning", says, advice }];
}

function neverMatched({ rule: { id } }: Linted, { matches, liveSince, now }: LintFacts): Finding[] {
  const since = liveSince[id];
  if (since === undefined || (matches[id] ?? 0) > 0) return [];
  const age = Math.floor((now.getTime() - since.getTime()) / days(1));
  if (age < 1) return [];
  const period = age === 1 ? "last day" : `last ${Math.min(age, 90)} days`;
  const says = `No order matched this rule in the ${period}.`;
  return [{ kind: "never_matched", severity: "info", says, advice: "Check its conditions, or delete it." }];
}
