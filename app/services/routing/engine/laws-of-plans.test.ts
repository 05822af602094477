import { checkLaws } from "./check-laws.ts";
import type { BrokenEngine, NumberedLaw } from "./check-laws.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { fewestShipments, mostUnitsThenFewestShipments } from "./laws-of-plans.ts";
import type { RouteInput } from "./route-input.ts";

const numbered = {
  "L10 fewest shipments": { law: fewestShipments, runs: 250 },
  "L10 most units, then fewest shipments": { law: mostUnitsThenFewestShipments, runs: 500 },
} satisfies Record<string, NumberedLaw>;

const broken: readonly BrokenEngine<keyof typeof numbered>[] = [
  ["L10 fewest shipments", "splits greedily", splitGreedily],
  [
    "L10 most units, then fewest shipments",
    "does not know groups",
    (input) => {
      const lines = input.order.lines.map((line) => ({ ...line, group: null }));
      return decide({ ...input, order: { ...input.order, lines } });
    },
  ],
  [
    "L10 most units, then fewest shipments",
    "never splits",
    (input) => {
      const split = { ...input.settings.split, policy: "never" as const };
      return decide({ ...input, settings: { ...input.settings, split } });
    },
  ],
];

/** Takes the warehouse that adds most units, again and again. */
function splitGreedily(input: RouteInput): Decision {
  const decision = decide(input);
  if (decision.outcome !== "split") return decision;
  const open = new Map<string, number>();
  for (const { sku, quantity } of input.order.lines) open.set(sku, (open.get(sku) ?? 0) + quantity);
  const allocations: Decision["allocations"] = [];
  while ([...open.values()].some((units) => units > 0)) {
    const gains = input.warehouses.map(({ id }) => ({
      id,
      rows: input.inventory.filter((row) => row.warehouse_id === id && (open.get(row.sku) ?? 0) > 0),
    }));
    const gain = ({ rows }: (typeof gains)[number]) =>
      rows.reduce((sum, row) => sum + Math.min(row.available, open.get(row.sku) ?? 0), 0);
    const best = gains.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    for (const row of best.rows) open.set(row.sku, Math.max(0, (open.get(row.sku) ?? 0) - row.available));
    allocations.push({ warehouse_id: best.id, lines: [] });
  }
  return { ...decision, allocations };
}

checkLaws(numbered, broken);
