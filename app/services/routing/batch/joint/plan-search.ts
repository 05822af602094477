import type { AssignableOrder, AssignmentProblem, OrderPlan } from "./assignment-problem.ts";
import type { Contention } from "./contention.ts";
import { divide } from "./divide.ts";
import { feesOf, parcelsOf } from "./parcels.ts";
import type { Parcels } from "./parcels.ts";
import { makeShortlist } from "./shortlist.ts";

/** What plans are valued by: lower is better. All but `unit` are 0 or more. */
export interface Prices {
  /** Weight of a plan's cost; 0 where only units count. */
  money: number;
  /** What a unit that ships is worth. */
  unit: number;
  /** Asked for every shipment. */
  shipment: number;
  /** Asked for every unit out of a pool. */
  pools: Float64Array;
  /** Asked for every shipment of a warehouse. */
  places: Float64Array;
}

export interface PlanQuest {
  /** Only plans of a lower value are looked for. */
  below: number;
  /** How many of them are wanted. */
  keep: number;
  /** Steps after which the search ends early. */
  visits: number;
}

export interface PricedPlan extends OrderPlan {
  value: number;
  /** What it takes of what orders fight for: of two plans that take the same, only the cheaper one counts. */
  signature: string;
}

export interface FoundPlans {
  /** Best first. */
  plans: readonly PricedPlan[];
  /** No plan that is not among them has a lower value, but for those that take the same as one of them and cost more. */
  beyond: number;
}

/** One site under given prices. */
export interface RatedSite {
  site: number;
  parcels: Parcels;
  stock: readonly number[];
  /** Value of a shipment beside its parcel. */
  fixed: number;
  /** Least value of a shipment, the parcel's weight left out. */
  open: number;
  /** Value of each piece beside the price of its parcel. */
  own: readonly number[];
  /** The same with the least its weight adds to that price. */
  least: readonly number[];
}

export type PlanSearch = (prices: Prices, quest: PlanQuest) => FoundPlans;

/**
 * A search for the plans of one order that are worth most under changing prices. Goes through the sets of sites, one
 * site first, and through all ways of dividing the order among each, leaving out what cannot be good enough.
 */
export function planSearch(
  problem: AssignmentProblem,
  order: AssignableOrder,
  contention: Contention,
): PlanSearch {
  const { card } = problem;
  const offers = order.sites.map((site) => ({
    parcels: parcelsOf(card, order, site.zone),
    stock: site.pools.map((pool) => problem.pools[pool] ?? 0),
  }));
  return (prices, quest) => {
    const shortlist = makeShortlist(quest, order, contention);
    const rated = order.sites
      .map((site, at) => rate(order, prices, { site: at, ...site, ...(offers[at] ?? noOffer) }))
      .sort((a, b) => a.open - b.open || a.site - b.site);
    const lightest = leastOfPieces(order, rated);
    const budget = { visits: quest.visits };
    let missed = Infinity;
    const look = (members: readonly RatedSite[], opening: number) => {
      if (order.whole && !covers(order, members)) return;
      const bound = opening + leastOfPieces(order, members);
      if (bound >= shortlist.threshold()) return;
      const isDone = budget.visits > 0 && divide({ order, card, prices, members }, shortlist, budget);
      if (!isDone) missed = Math.min(missed, bound);
    };
    const choose = (from: number, open: number, members: readonly RatedSite[], opening: number): void => {
      if (open === 0) {
        look(members, opening);
        return;
      }
      for (let at = from; at <= rated.length - open; at++) {
        const next = rated[at];
        if (!next) return;
        if (opening + next.open * open + lightest >= shortlist.threshold()) return;
        choose(at + 1, open - 1, [...members, next], opening + next.open);
      }
    };
    const most = Math.min(order.maxShipments, rated.length);
    for (let count = 1; count <= most; count++) choose(0, count, [], prices.money * feesOf(card, count));
    return { plans: shortlist.plans(), beyond: Math.min(missed, shortlist.threshold()) };
  };
}

type Offer = Pick<RatedSite, "site" | "parcels" | "stock"> & { warehouse: number; pools: readonly number[] };

const noOffer = { parcels: { price: () => 0, least: () => 0, start: 0, slope: 0 }, stock: [] };

function rate({ pieces }: AssignableOrder, prices: Prices, offer: Offer): RatedSite {
  const fixed = prices.shipment + (prices.places[offer.warehouse] ?? 0);
  const own = pieces.map(({ needs, units }) =>
    needs.reduce(
      (sum, [sku, each]) => sum + each * (prices.pools[offer.pools[sku] ?? -1] ?? 0),
      -prices.unit * units,
    ),
  );
  const { site, parcels, stock } = offer;
  return {
    site,
    parcels,
    stock,
    fixed,
    open: fixed + prices.money * parcels.start,
    own,
    least: own.map((value, at) => value + prices.money * parcels.slope * (pieces[at]?.grams ?? 0)),
  };
}

/** The least that all pieces can be had for; of an order that may leave in part, those that are worth it. */
function leastOfPieces({ pieces, whole }: AssignableOrder, members: readonly RatedSite[]): number {
  return pieces.reduce((sum, { count }, at) => {
    const least = members.reduce((low, member) => Math.min(low, member.least[at] ?? 0), Infinity);
    return sum + count * (whole ? least : Math.min(0, least));
  }, 0);
}

function covers({ pieces }: AssignableOrder, members: readonly RatedSite[]): boolean {
  const wanted = new Map<number, number>();
  for (const { needs, count } of pieces)
    for (const [sku, each] of needs) wanted.set(sku, (wanted.get(sku) ?? 0) + each * count);
  for (const [sku, units] of wanted)
    if (members.reduce((sum, { stock }) => sum + (stock[sku] ?? 0), 0) < units) return false;
  return true;
}
