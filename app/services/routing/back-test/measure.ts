import { sumOf } from "../engine/demand.ts";
import { builtInRateCard, type RateCard } from "../engine/rate-card.ts";
import type { RouteInput } from "../engine/route-input.ts";
import { billedPounds, cubicInchesOf, gramsOf, shippingFrom } from "../engine/shipping.ts";
import type { Allocated } from "./history.ts";

/** What becomes of an order, with the figures two ways of deciding are compared by. */
export interface PlanFigures {
  readonly outcome: string;
  readonly reason: string | null;
  readonly warehouses: readonly { readonly id: string; readonly units: number }[];
  /** Units ordered. */
  readonly wanted: number;
  /** Units that ship. */
  readonly units: number;
  /** All parcels with fees, in minor units of the rate card; null where one has no price. */
  readonly cost: number | null;
  /** Mean over the units that ship. */
  readonly miles: number | null;
  /** Until the last parcel arrives. */
  readonly days: number | null;
}

interface Chosen {
  readonly outcome: string;
  readonly reason: string | null;
  readonly allocations: readonly Allocated[];
}

/** Measures any choice of warehouses for an order, wherever it comes from, in one way. */
export function measurePlan(input: RouteInput, { outcome, reason, allocations }: Chosen): PlanFigures {
  const card = input.settings.rate_card ?? builtInRateCard;
  const parcels = allocations.map((allocation) => measureParcel(input, card, allocation));
  const units = sumOf(parcels.map((parcel) => parcel.units));
  const fees = card.perOrder + card.perExtraParcel * (parcels.length - 1);
  const price = totalOf(parcels.map((parcel) => parcel.price));
  const miles = totalOf(parcels.map((parcel) => parcel.miles && parcel.miles * parcel.units));
  const days = totalOf(parcels.map((parcel) => parcel.days));
  return {
    outcome,
    reason,
    warehouses: parcels.map((parcel) => ({ id: parcel.id, units: parcel.units })),
    wanted: sumOf(input.order.lines.map(({ quantity }) => quantity)),
    units,
    cost: price === null ? null : price + fees,
    miles: miles === null ? null : Math.round((miles / units) * 10) / 10,
    days: days === null ? null : Math.max(...parcels.map((parcel) => parcel.days ?? 0)),
  };
}

function measureParcel({ order, warehouses }: RouteInput, card: RateCard, allocation: Allocated) {
  const lines = new Map(order.lines.map((line) => [line.id, line]));
  let [units, grams, cubicInches] = [0, 0, 0];
  for (const { line_id, quantity } of allocation.lines) {
    const line = lines.get(line_id);
    units += quantity;
    grams += line ? gramsOf(line) * quantity : 0;
    cubicInches += line ? cubicInchesOf(line) * quantity : 0;
  }
  const warehouse = warehouses.find(({ id }) => id === allocation.warehouse_id);
  const shipping = warehouse && shippingFrom(warehouse, order, billedPounds(grams, cubicInches, card), card);
  return {
    id: allocation.warehouse_id,
    units,
    price: shipping?.cost ? shipping.cost.price - card.perOrder : null,
    miles: shipping?.miles ?? null,
    days: shipping?.transitDays ?? null,
  };
}

/** Null when there is nothing to add up, or something is not known. */
function totalOf(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length === 0 ? null : sum;
}
