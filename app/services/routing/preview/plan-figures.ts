import type { Decision, RouteInput } from "../engine/index.ts";
import { builtInRateCard } from "../engine/rate-card.ts";
import { billedPounds, cubicInchesOf, gramsOf, shippingFrom } from "../engine/shipping.ts";
import { minorDigits } from "#app/lib/money.ts";

/** What carrying out a decision means; null where it cannot be known or nothing ships. */
export interface PlanFigures {
  readonly shipments: number;
  readonly units: number;
  readonly unfilled: number;
  /** All parcels with fees, in the rate card's currency. */
  readonly cost: number | null;
  /** Miles a unit travels, on average. */
  readonly miles: number | null;
  /** Until the last parcel is there. */
  readonly transitDays: number | null;
}

/** Cost, distance and days of the parcels of a decision that was made on `input`. */
export function figuresOf(input: RouteInput, decision: Decision): PlanFigures {
  const parcels = decision.allocations.map((allocation) => parcelOf(input, allocation));
  const units = parcels.reduce((sum, parcel) => sum + parcel.units, 0);
  return {
    shipments: parcels.length,
    units,
    unfilled: decision.unfilled.reduce((sum, { quantity }) => sum + quantity, 0),
    cost: costOf(input, parcels),
    miles: whole(
      parcels,
      ({ miles }) => miles,
      (all) => parcels.reduce((sum, parcel, at) => sum + parcel.units * (all[at] ?? 0), 0) / units,
    ),
    transitDays: whole(
      parcels,
      ({ transitDays }) => transitDays,
      (all) => Math.max(...all),
    ),
  };
}

interface Parcel {
  readonly units: number;
  readonly miles: number | null;
  readonly transitDays: number | null;
  /** Minor units with the order's fee. */
  readonly price: number | null;
}

function parcelOf(input: RouteInput, { warehouse_id: id, lines }: Decision["allocations"][number]): Parcel {
  const warehouse = input.warehouses.find((each) => each.id === id);
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (!warehouse) return { units, miles: null, transitDays: null, price: null };
  const ordered = new Map(input.order.lines.map((line) => [line.id, line]));
  let [grams, cubicInches] = [0, 0];
  for (const { line_id, quantity } of lines) {
    const line = ordered.get(line_id);
    if (!line) continue;
    grams += gramsOf(line) * quantity;
    cubicInches += cubicInchesOf(line) * quantity;
  }
  const card = input.settings.rate_card ?? builtInRateCard;
  const pounds = billedPounds(grams, cubicInches, card);
  const { miles, transitDays, cost } = shippingFrom(warehouse, input.order, pounds, card);
  return { units, miles, transitDays, price: cost?.price ?? null };
}

function costOf({ settings }: RouteInput, parcels: readonly Parcel[]): number | null {
  const card = settings.rate_card ?? builtInRateCard;
  // The order's fee is in every parcel's price, but due once.
  const feesOfMore = card.perExtraParcel - card.perOrder;
  return whole(
    parcels,
    ({ price }) => price,
    (prices) => {
      const minor = prices.reduce((sum, price) => sum + price, 0) + feesOfMore * (parcels.length - 1);
      return minor / 10 ** minorDigits(card.currency);
    },
  );
}

/** A figure of all parcels together; null where one of them lacks it, or there is none. */
function whole(
  parcels: readonly Parcel[],
  read: (parcel: Parcel) => number | null,
  combine: (values: readonly number[]) => number,
): number | null {
  const values = parcels.map(read).filter((value) => value !== null);
  return values.length === 0 || values.length < parcels.length ? null : combine(values);
}
