import type { RateCard } from "../../engine/rate-card.ts";
import type { AssignableOrder } from "./assignment-problem.ts";
import { feesOf } from "./parcels.ts";
import type { Prices, RatedSite } from "./plan-search.ts";
import type { Shortlist } from "./shortlist.ts";

/** An order to divide among all of some sites, each of which ships a part. */
interface Division {
  order: AssignableOrder;
  card: RateCard;
  prices: Prices;
  members: readonly RatedSite[];
}

interface Load {
  stock: number[];
  taken: number[];
  units: number;
  grams: number;
  cubicInches: number;
  value: number;
}

/** Offers the shortlist every division that may be good enough; false where the budget ended before that was done. */
export function divide(
  { order, card, prices, members }: Division,
  shortlist: Shortlist,
  budget: { visits: number },
): boolean {
  const { pieces, whole, minValue } = order;
  const { money } = prices;
  const fees = feesOf(card, members.length);
  const fixed = members.reduce((sum, member) => sum + member.fixed, 0);
  const opening = members.reduce((sum, member) => sum + member.open, money * fees);
  const restLeast = restFrom(order, members, (member) => member.least);
  const restOwn = restFrom(order, members, (member) => member.own);
  const loads = members.map(({ stock }): Load => {
    return { stock: [...stock], taken: pieces.map(() => 0), units: 0, grams: 0, cubicInches: 0, value: 0 };
  });

  const costBy = (price: "price" | "least") => {
    let cost = fees;
    for (const [at, { parcels }] of members.entries()) {
      const load = loads[at];
      if (load) cost += parcels[price](load.grams, load.cubicInches);
    }
    return cost;
  };
  const offer = (own: number) => {
    if (loads.some(({ units }) => units === 0)) return;
    if (members.length > 1 && loads.some(({ value }) => value < minValue)) return;
    const cost = costBy("price");
    const value = money * cost + fixed + own;
    if (value >= shortlist.threshold()) return;
    const parts = members.map(({ site }, at) => ({ site, taken: [...(loads[at]?.taken ?? [])] }));
    shortlist.offer({ parts, cost, value, units: loads.reduce((sum, { units }) => sum + units, 0) });
  };
  /** `own` and `least` sum what the pieces dealt so far are valued at. */
  const visit = (at: number, own: number, least: number): void => {
    const piece = pieces[at];
    if (!piece) {
      offer(own);
      return;
    }
    if (budget.visits-- <= 0) return;
    const threshold = shortlist.threshold();
    if (opening + least + (restLeast[at] ?? 0) >= threshold) return;
    if (money * costBy("least") + fixed + own + (restOwn[at] ?? 0) >= threshold) return;
    give(at, 0, piece.count, own, least);
  };
  const give = (at: number, to: number, open: number, own: number, least: number): void => {
    const [piece, member, load] = [pieces[at], members[to], loads[to]];
    if (!piece) return;
    if (!member || !load) {
      if (open === 0 || !whole) visit(at + 1, own, least);
      return;
    }
    let room = open;
    for (const [sku, each] of piece.needs) room = Math.min(room, Math.floor((load.stock[sku] ?? 0) / each));
    const fewest = whole && to === members.length - 1 ? open : 0;
    for (let take = room; take >= fewest && budget.visits > 0; take--) {
      move(load, piece, at, take);
      give(
        at,
        to + 1,
        open - take,
        own + take * (member.own[at] ?? 0),
        least + take * (member.least[at] ?? 0),
      );
      move(load, piece, at, -take);
    }
  };
  visit(0, 0, 0);
  return budget.visits > 0;
}

function move(load: Load, piece: AssignableOrder["pieces"][number], at: number, times: number): void {
  for (const [sku, each] of piece.needs) load.stock[sku] = (load.stock[sku] ?? 0) - each * times;
  load.taken[at] = (load.taken[at] ?? 0) + times;
  load.units += piece.units * times;
  load.grams += piece.grams * times;
  load.cubicInches += piece.cubicInches * times;
  load.value += piece.value * times;
}

/** The least the pieces from each one on can be valued at. */
function restFrom(
  { pieces, whole }: AssignableOrder,
  members: readonly RatedSite[],
  valuesOf: (member: RatedSite) => readonly number[],
): number[] {
  const rest = pieces.map(() => 0);
  let sum = 0;
  for (let at = pieces.length - 1; at >= 0; at--) {
    const least = members.reduce((low, member) => Math.min(low, valuesOf(member)[at] ?? 0), Infinity);
    sum += (pieces[at]?.count ?? 0) * (whole ? least : Math.min(0, least));
    rest[at] = sum;
  }
  return rest;
}
