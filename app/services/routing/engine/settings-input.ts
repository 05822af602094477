import { z } from "zod";
import { amount, positiveInteger, share, text } from "./fields.ts";
import { expected } from "./problems.ts";
import { RateCardInput } from "./rate-card-input.ts";

const policy = z.enum(["never", "when_needed"], expected('"never" or "when_needed"'));

export const Weights = z.strictObject(
  { inventory: share(0.4), proximity: share(0.3), cost: share(0.2), capacity: share(0.1) },
  expected("an object"),
);
export type Weights = z.output<typeof Weights>;

const Split = z.strictObject(
  {
    policy: policy.default("when_needed"),
    max_shipments: positiveInteger.default(3),
    min_shipment_value: amount.default(0),
  },
  expected("an object"),
);

/** How one rule splits orders; what it leaves out stays as the settings have it. */
export const SplitChange = z.strictObject({
  policy: policy.optional(),
  max_shipments: positiveInteger.optional(),
  min_shipment_value: amount.optional(),
});

export const Settings = z.strictObject(
  {
    weights: Weights.prefault({}),
    split: Split.prefault({}),
    stale_after_minutes: amount.default(120),
    stale_policy: z.enum(["allow", "exclude"], expected('"allow" or "exclude"')).default("allow"),
    partial: z.enum(["hold", "ship_available"], expected('"hold" or "ship_available"')).default("hold"),
    cover_days: amount.default(14),
    preferred_warehouse_id: text.nullable().default(null),
    rate_card: RateCardInput.nullable().default(null),
  },
  expected("an object"),
);
export type Settings = z.output<typeof Settings>;
export type SplitSettings = Settings["split"];

const weightSumTolerance = 1e-6;

/** What the weights add up to, where that is not 1; null when it is. */
export function wrongSum(weights: Weights): number | null {
  const sum = weights.inventory + weights.proximity + weights.cost + weights.capacity;
  return Math.abs(sum - 1) <= weightSumTolerance ? null : Number(sum.toFixed(6));
}
