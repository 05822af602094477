import type { Bundle } from "../bundles.ts";
import type { Demand } from "../demand.ts";
import type { RateCard } from "../rate-card.ts";
import type { WarehouseInput } from "../route-input.ts";
import type { SplitSettings } from "../settings-input.ts";
import { cubicInchesOf, gramsOf } from "../shipping.ts";
import type { Shipping } from "../shipping.ts";
import { dealCostOf } from "./deal-cost.ts";
import type { DealCost } from "./deal-cost.ts";
import { leastPairCostOf } from "./pair-cost.ts";
import type { Supply } from "../stock.ts";

/** An order as something to pack, and what one way of packing it has to keep to. */
export interface Packing {
  demand: Demand;
  bundles: readonly Bundle[];
  /** Number of each line's bundle; -1 for a line that may be divided. */
  bundleOfLine: readonly number[];
  lines: readonly PackedLine[];
  card: RateCard;
  /** Whether an order may leave in part; else everything ordered ships or nothing does. */
  partial: boolean;
  /** No more than its value allows. */
  maxShipments: number;
  /** What every shipment of a split has to be worth at least, in ten-thousandths of the order's currency. */
  minValue: number;
  dealCost: DealCost;
  /** What a whole split into two costs at least, where all lines may be divided. */
  leastPairCost: (one: Site, other: Site) => number;
}

/** One unit of a line. */
export interface PackedLine {
  sku: number;
  quantity: number;
  grams: number;
  cubicInches: number;
  /** Ten-thousandths of the order's currency; 0 where the price is not known. */
  value: number;
}

/** A warehouse that may ship a part of the order. */
export interface Site {
  id: string;
  priority: number;
  supply: Supply;
  units: number;
  zone: number | null;
  /** Minor units for the whole order; Infinity where there is no price. */
  cost: number;
  /** Tenths of a mile; Infinity where it is not known. */
  tenths: number;
}

export function packingOf(
  order: { demand: Demand; card: RateCard; partial: boolean },
  bundles: readonly Bundle[],
  split: SplitSettings,
): Packing {
  const { demand } = order;
  const bundleOfLine = demand.lines.map(() => -1);
  for (const [at, { lines }] of bundles.entries()) for (const line of lines) bundleOfLine[line] = at;
  const lines = demand.lines.map((line, at) => ({
    sku: demand.skuOfLine[at] ?? 0,
    quantity: line.quantity,
    grams: gramsOf(line),
    cubicInches: cubicInchesOf(line),
    value: tenThousandths(line.price ?? 0),
  }));
  return {
    ...order,
    bundles,
    bundleOfLine,
    lines,
    dealCost: dealCostOf(lines, demand.skus.length, order.card),
    leastPairCost: leastPairCostOf(lines, demand.skus.length, order.card),
    maxShipments: mostShipments(split, lines),
    minValue: tenThousandths(split.min_shipment_value),
  };
}

/** An order can be taken apart only as often as all of it is worth the least value of a shipment. */
function mostShipments(split: SplitSettings, lines: readonly PackedLine[]): number {
  if (split.policy === "never") return 1;
  const least = tenThousandths(split.min_shipment_value);
  if (least === 0) return split.max_shipments;
  const worth = lines.reduce((sum, { value, quantity }) => sum + value * quantity, 0);
  return Math.max(1, Math.min(split.max_shipments, Math.floor(worth / least)));
}

export function siteOf(standing: {
  warehouse: WarehouseInput;
  supply: Supply;
  units: number;
  shipping: Shipping;
}): Site {
  const { warehouse, supply, units, shipping } = standing;
  return {
    id: warehouse.id,
    priority: warehouse.priority,
    supply,
    units,
    zone: shipping.zone,
    cost: shipping.cost?.price ?? Infinity,
    tenths: shipping.miles === null ? Infinity : Math.round(shipping.miles * 10),
  };
}

/** The order in which warehouses of a split are dealt units: cheapest for the whole order, nearest, id. */
export function byReach(a: Site, b: Site): number {
  return compare(a.cost, b.cost) || compare(a.tenths, b.tenths) || (a.id < b.id ? -1 : 1);
}

/** Like a subtraction, but right for two infinities. */
export function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function tenThousandths(money: number): number {
  return Math.round(money * 10_000);
}
