import { z } from "zod";
import { findFaults } from "../engine/index.ts";
import { canonicalJson } from "./canonical-json.ts";
import { type RoutingRule, RoutingSetup, type SetupProblem, type SetupWarehouse } from "./routing-setup.ts";

type Checked =
  { readonly setup: RoutingSetup } | { readonly problems: readonly [SetupProblem, ...SetupProblem[]] };

/**
 * Reads a setup somebody wants to save: all that is wrong with it, place by place. A rule in `settled` stays as it is:
 * that it cannot be followed any more is reported elsewhere, and must not keep its author from changing another one.
 */
export function checkSetup(
  document: unknown,
  warehouses: readonly Pick<SetupWarehouse, "id">[],
  settled: readonly RoutingRule[],
): Checked {
  const parsed = RoutingSetup.safeParse(document);
  const problems = parsed.success
    ? [
        ...unstorableRules(parsed.data),
        ...repeatedIds(parsed.data),
        ...strayPreference(parsed.data, new Set(warehouses.map(({ id }) => id))),
        ...faultyRules(parsed.data, warehouses, settled),
      ]
    : parsed.error.issues.flatMap((issue) => problemsOf(issue, ruleIds(document)));
  const [first, ...others] = problems;
  if (first) return { problems: [first, ...others] };
  if (!parsed.success) throw new Error("a setup was refused without a problem", { cause: parsed.error });
  return { setup: parsed.data };
}

/** Rules that cannot be followed and are switched on, but for settled ones. */
export const activeFaults = (
  { rules }: RoutingSetup,
  warehouses: readonly Pick<SetupWarehouse, "id">[],
  settled: readonly RoutingRule[],
): SetupProblem[] =>
  faultsAmong(
    rules.flatMap((rule, at) => (rule.is_active ? [{ rule, at }] : [])),
    warehouses,
    settled,
  );

const faultyRules = (
  { rules }: RoutingSetup,
  warehouses: readonly Pick<SetupWarehouse, "id">[],
  settled: readonly RoutingRule[],
) =>
  faultsAmong(
    rules.map((rule, at) => ({ rule, at })),
    warehouses,
    settled,
  );

function faultsAmong(
  placed: readonly { rule: RoutingRule; at: number }[],
  warehouses: readonly Pick<SetupWarehouse, "id">[],
  settled: readonly RoutingRule[],
): SetupProblem[] {
  const known = new Set(warehouses.map(({ id }) => id));
  const unchanged = new Set(settled.map(asked));
  return placed
    .filter(({ rule }) => !unchanged.has(asked(rule)))
    .flatMap(({ rule, at }) =>
      findFaults(rule, known).map((fault) => ({
        path: describePath(["rules", at, ...fault.at]),
        ruleId: rule.id,
        message: fault.problem,
      })),
    );
}

const asked = ({ id, conditions, action }: RoutingRule) => canonicalJson([id, conditions, action]);

// NUL and halves of characters, as JSON escapes them; an escaped backslash before them makes them plain text.
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

function unstorableRules({ rules }: RoutingSetup): SetupProblem[] {
  return rules.flatMap((rule, at) => {
    if (!unstorable.test(JSON.stringify([rule.conditions, rule.action]))) return [];
    return [{ path: `rules[${at}]`, ruleId: rule.id, message: "holds a character that cannot be stored" }];
  });
}

function repeatedIds({ rules }: RoutingSetup): SetupProblem[] {
  return rules.flatMap(({ id }, at) => {
    if (rules.findIndex((rule) => rule.id === id) === at) return [];
    return [{ path: `rules[${at}].id`, ruleId: id, message: "expected an id of its own, got one again" }];
  });
}

function strayPreference({ settings }: RoutingSetup, known: ReadonlySet<string>): SetupProblem[] {
  const preferred = settings.preferred_warehouse_id;
  if (preferred === null || known.has(preferred)) return [];
  const message = "expected one of the shop's warehouses";
  return [{ path: "settings.preferred_warehouse_id", ruleId: null, message }];
}

const AnyRules = z.object({ rules: z.array(z.object({ id: z.string() }).catch({ id: "" })) });

const ruleIds = (document: unknown): string[] =>
  AnyRules.safeParse(document).data?.rules.map(({ id }) => id) ?? [];

function problemsOf(issue: z.core.$ZodIssue, ids: readonly string[]): SetupProblem[] {
  const [part, at] = issue.path;
  const ruleId = part === "rules" && typeof at === "number" ? ids[at] || null : null;
  if (issue.code !== "unrecognized_keys") {
    return [{ path: describePath(issue.path), ruleId, message: issue.message }];
  }
  return issue.keys.map((key) => ({
    path: describePath([...issue.path, key]),
    ruleId,
    message: "expected a known key",
  }));
}

const describePath = (path: readonly PropertyKey[]): string =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
