import type { ShopContext } from "#app/services/shop-context.ts";
import { findFaults } from "../engine/index.ts";
import { openRoutingSetup } from "./open-routing-setup.server.ts";
import type { RoutingRule, RuleLint, SetupWarehouse } from "./routing-setup.ts";

export interface OpenedRule {
  /** Null for one that is to be written. */
  readonly rule: RoutingRule | null;
  /** Why orders cannot follow it; null where they can. */
  readonly problem: string | null;
  readonly lints: readonly RuleLint[];
  /** To save with. */
  readonly revision: number;
  readonly warehouses: readonly SetupWarehouse[];
  readonly timeZone: string;
}

/** A rule of the draft, or of what is live where there is no draft; null where there is no such rule. */
export async function openRule(ctx: ShopContext, ruleId: string | null): Promise<OpenedRule | null> {
  const { draft, live, lints, revision, warehouses, timeZone } = await openRoutingSetup(ctx);
  const rule = (draft ?? live).setup.rules.find(({ id }) => id === ruleId) ?? null;
  if (ruleId !== null && !rule) return null;
  const [fault] = rule ? findFaults(rule, new Set(warehouses.map(({ id }) => id))) : [];
  return {
    rule,
    problem: fault?.problem ?? null,
    lints: lints.filter((lint) => lint.ruleId === ruleId),
    revision,
    warehouses,
    timeZone,
  };
}
