import { fromMinor } from "#app/lib/money.ts";
import type { Decision, RouteInput } from "../engine/index.ts";
import { builtInRateCard } from "../engine/rate-card.ts";
import type { RateCard } from "../engine/rate-card.ts";
import { billedPounds, cubicInchesOf, gramsOf, parcelPrice, shippingFrom } from "../engine/shipping.ts";
import type { BatchInput } from "./batch-input.ts";
import type { BatchTotals } from "./batch-result.ts";

type Order = RouteInput["order"];
type Allocation = Decision["allocations"][number];

/** Sums what decisions, given in the order of the input's orders, ship, cost and leave open. */
export function totalsOf(input: BatchInput, decisions: readonly Decision[]): BatchTotals {
  const card = input.settings.rate_card ?? builtInRateCard;
  let [shipments, cost, unfilled, unpriced] = [0, 0, 0, 0];
  for (const [at, { allocations, unfilled: open }] of decisions.entries()) {
    const order = input.orders[at];
    if (!order) continue;
    const prices = allocations.map((allocation) => priceOf(input, order, allocation, card));
    const known = prices.filter((price) => price !== null);
    shipments += prices.length;
    unpriced += prices.length - known.length;
    cost += known.reduce((sum, price) => sum + price, 0) + feesOf(card, known.length);
    unfilled += open.reduce((sum, { quantity }) => sum + quantity, 0);
  }
  return {
    shipments,
    cost: Number(fromMinor(cost, card.currency)),
    unfilled_units: unfilled,
    ...(unpriced > 0 && { unpriced_shipments: unpriced }),
  };
}

/** Minor units that come on top of the prices of an order's parcels. */
function feesOf(card: RateCard, parcels: number): number {
  return parcels === 0 ? 0 : card.perOrder + card.perExtraParcel * (parcels - 1);
}

/** Minor units of one parcel without fees; null where the card has no price. */
function priceOf(
  { warehouses }: BatchInput,
  order: Order,
  { warehouse_id: id, lines }: Allocation,
  card: RateCard,
): number | null {
  const warehouse = warehouses.find((one) => one.id === id);
  if (!warehouse) return null;
  let [grams, cubicInches] = [0, 0];
  for (const { line_id: lineId, quantity } of lines) {
    const line = order.lines.find((one) => one.id === lineId);
    if (!line) continue;
    grams += gramsOf(line) * quantity;
    cubicInches += cubicInchesOf(line) * quantity;
  }
  const { zone } = shippingFrom(warehouse, order, 0, card);
  return parcelPrice(card, zone, billedPounds(grams, cubicInches, card));
}
