import { z } from "zod";
import type { RoutingSettings, SetupProblem } from "../setup/routing-setup.ts";
import { factors } from "./move-weight.ts";

const plain = /^\d{1,9}(\.\d{1,17})?$/;
const whole = /^\d{1,9}$/;

/** A number as people type it, within bounds. */
export const numeric = (message: string, [least, most]: readonly [number, number], shape = plain) =>
  z
    .string(message)
    .trim()
    .regex(shape, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);

const weight = numeric("Enter a number from 0 to 100.", [0, 1]);

/** How the form of weights is posted: text, as people type it; weights as parts of 1. */
export const WeightsForm = z.object({
  inventory: weight,
  proximity: weight,
  cost: weight,
  capacity: weight,
  split: z.enum(["never", "when_needed", "when_worth_it"], "Choose when orders are split."),
  max_shipments: numeric("Enter a whole number from 1 to 20.", [1, 20], whole),
  min_shipment_value: numeric("Enter an amount of 0 or more.", [0, 1_000_000]),
  partial: z.enum(["hold", "ship_available"], "Choose what happens to orders that cannot ship whole."),
  stale_policy: z.enum(["allow", "exclude"], "Choose what happens with old stock figures."),
  stale_after_minutes: numeric("Enter a number of minutes from 1 to 100,000.", [1, 100_000]),
  cover_days: numeric("Enter a number of days from 0 to 365.", [0, 365]),
  preferred_warehouse_id: z.union([z.literal(""), z.uuid("Choose a warehouse.")], "Choose a warehouse."),
});

export type WeightsField = keyof z.input<typeof WeightsForm>;
/** Every field as text. */
export type WeightsFields = Record<WeightsField, string>;
export type WeightsErrors = Partial<Record<WeightsField | "weights", string>>;

export type ReadWeights =
  | { readonly ok: true; readonly settings: RoutingSettings }
  | { readonly ok: false; readonly errors: WeightsErrors };

/** The settings a form asks for; what the form does not show stays as in `base`. */
export function readWeightsForm(
  fields: Readonly<Record<string, unknown>>,
  base: RoutingSettings,
): ReadWeights {
  const parsed = WeightsForm.safeParse({ ...fields, ...unshown(fields, base) });
  if (!parsed.success) return { ok: false, errors: firstErrors(parsed.error) };
  const { inventory, proximity, cost, capacity, ...form } = parsed.data;
  const sum = inventory + proximity + cost + capacity;
  if (Math.abs(sum - 1) > 1e-6) {
    return { ok: false, errors: { weights: "The four weights have to add up to 100%." } };
  }
  return {
    ok: true,
    settings: {
      ...base,
      weights: { inventory, proximity, cost, capacity },
      split: {
        policy: form.split === "never" ? "never" : "when_needed",
        max_shipments: form.max_shipments,
        min_shipment_value: form.split === "when_worth_it" ? form.min_shipment_value : 0,
      },
      partial: form.partial,
      stale_policy: form.stale_policy,
      stale_after_minutes: form.stale_after_minutes,
      cover_days: form.cover_days,
      preferred_warehouse_id: form.preferred_warehouse_id === "" ? null : form.preferred_warehouse_id,
    },
  };
}

/** Fields the page hides: nobody can mend what they cannot see. */
function unshown({ split }: Readonly<Record<string, unknown>>, { split: saved }: RoutingSettings) {
  return {
    ...(split !== "when_worth_it" && { min_shipment_value: "0" }),
    ...(split === "never" && { max_shipments: String(saved.max_shipments) }),
  };
}

function firstErrors(error: z.ZodError<z.output<typeof WeightsForm>>): WeightsErrors {
  const errors: WeightsErrors = {};
  for (const [field, messages] of Object.entries(z.flattenError(error).fieldErrors)) {
    const known = WeightsForm.keyof().safeParse(field);
    if (known.success && messages[0] !== undefined) errors[known.data] = messages[0];
  }
  return errors;
}

/** The fields that show `settings`. */
export function writeWeightsForm(settings: RoutingSettings): WeightsFields {
  const { weights, split } = settings;
  const isWorthIt = split.min_shipment_value > 0;
  return {
    inventory: String(weights.inventory),
    proximity: String(weights.proximity),
    cost: String(weights.cost),
    capacity: String(weights.capacity),
    split: split.policy === "never" ? "never" : isWorthIt ? "when_worth_it" : "when_needed",
    max_shipments: String(split.max_shipments),
    min_shipment_value: String(isWorthIt ? split.min_shipment_value : 25),
    partial: settings.partial,
    stale_policy: settings.stale_policy,
    stale_after_minutes: String(settings.stale_after_minutes),
    cover_days: String(settings.cover_days),
    preferred_warehouse_id: settings.preferred_warehouse_id ?? "",
  };
}

/** What is wrong with a setup, at the field that shows it; null where none of this form's fields does. */
export function fieldOfProblem({ path }: SetupProblem): WeightsField | "weights" | null {
  const name = path.split(".").at(-1) ?? "";
  if (factors.some((factor) => factor === name)) return "weights";
  if (name === "weights") return "weights";
  if (name === "policy") return "split";
  return WeightsForm.keyof().safeParse(name).data ?? null;
}
