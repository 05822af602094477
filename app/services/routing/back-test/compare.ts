import type { Allocated, PastDecision, SeenWarehouse, World } from "./history.ts";

/** Why a replay decides otherwise than history, in the order in which the causes are looked for. */
export type Cause =
  | "order_changed"
  | "rejected"
  | "setup_changed"
  | "pick_window"
  | "warehouse_changed"
  | "stock_age"
  | "capacity"
  | "stock"
  | "setup"
  | "retried"
  | "unexplained";

interface Chosen {
  readonly outcome: string;
  readonly reason: string | null;
  readonly allocations: readonly Allocated[];
}

/** Whether two decisions send the same units of the same lines from the same warehouses. */
export function isSame(a: Chosen, b: Chosen): boolean {
  if (a.outcome !== b.outcome) return false;
  if (a.allocations.length === 0 && b.allocations.length === 0) return a.reason === b.reason;
  return signature(a.allocations) === signature(b.allocations);
}

const signature = (allocations: readonly Allocated[]): string =>
  allocations
    .flatMap(({ warehouse_id, lines }) =>
      lines.map((line) => `${warehouse_id} ${line.line_id} ${line.quantity}`),
    )
    .sort()
    .join("\n");

/** A decision of the replay, as far as it explains a difference. */
export interface ReplayDecision {
  readonly seen: readonly SeenWarehouse[];
  /** It was made when history made its own. */
  readonly isOfThisMoment: boolean;
}

/** Why the replay of an order differs from a decision in fact. */
export function causeOf(
  world: Pick<World, "kind" | "settingsVersion">,
  fact: PastDecision,
  replay: ReplayDecision,
  factsVersion: number,
): Cause {
  if (fact.facts_version < factsVersion) return "order_changed";
  const differs = differencesOf(fact.seen, replay.seen);
  if (differs.has("rejected_before")) return "rejected";
  const isLive = world.kind === "live";
  if (isLive && fact.settings_version !== world.settingsVersion) return "setup_changed";
  if (fact.pick_window !== null) return "pick_window";
  if (!replay.isOfThisMoment) return "retried";
  if (differs.has("warehouse")) return "warehouse_changed";
  if (differs.has("stale_stock")) return "stock_age";
  if (differs.has("capacity_full")) return "capacity";
  if (differs.has("stock")) return "stock";
  return isLive ? "unexplained" : "setup";
}

type Difference = "rejected_before" | "stale_stock" | "capacity_full" | "warehouse" | "stock";

const ofTheWarehouse = new Set([
  "inactive",
  "connection_inactive",
  "frozen",
  "country_not_served",
  "sku_blocked",
  "capability_missing",
  "no_place",
]);

function differencesOf(fact: readonly SeenWarehouse[], replay: readonly SeenWarehouse[]): Set<Difference> {
  const found = new Set<Difference>();
  const before = new Map(fact.map((seen) => [seen.warehouse_id, seen]));
  if (fact.length !== replay.length) found.add("warehouse");
  for (const now of replay) {
    const then = before.get(now.warehouse_id);
    if (!then || milesDiffer(then.miles, now.miles)) found.add("warehouse");
    if (then && then.units !== now.units) found.add("stock");
    const [one, other] = [then?.excluded ?? null, now.excluded];
    if (one === other) continue;
    for (const excluded of [one, other]) {
      if (excluded === null) continue;
      if (ofTheWarehouse.has(excluded)) found.add("warehouse");
      if (excluded === "rejected_before" || excluded === "stale_stock" || excluded === "capacity_full") {
        found.add(excluded);
      }
    }
  }
  return found;
}

/** Both are rounded to a tenth. */
const milesDiffer = (one: number | null, other: number | null) =>
  (one === null) !== (other === null) || Math.abs((one ?? 0) - (other ?? 0)) > 0.15;
