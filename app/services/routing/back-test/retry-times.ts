import { DateTime } from "luxon";
import { minutes } from "#app/lib/duration.ts";
import { heldUntil } from "../order-rules.ts";
import type { World } from "./history.ts";
import type { ReplayPlan } from "./standing.ts";

const schedule = minutes(30);
/** Within this time history's own next look at an order is the one that counts. */
export const patience = minutes(10);

/** When orders that wait are looked at by the schedule, the first time after a moment. */
export const halfHourAfter = (at: number): number => (Math.floor(at / schedule) + 1) * schedule;

const halfHourFrom = (at: number): number => Math.ceil(at / schedule) * schedule;

/** When time alone may change what could not be decided: a new day at a full warehouse, the end of a freeze or hold. */
export function nextChances({ warehouses, rules }: World, plan: ReplayPlan, at: number): number[] {
  const moments = plan.seen.flatMap(({ warehouse_id, excluded }) => {
    const warehouse = warehouses.find(({ id }) => id === warehouse_id);
    if (!warehouse) return [];
    const here = DateTime.fromMillis(at, { zone: warehouse.time_zone });
    if (excluded === "capacity_full") return here.startOf("day").plus({ days: 1 }).toMillis();
    if (excluded !== "frozen" || !warehouse.frozen_until) return [];
    return DateTime.fromISO(warehouse.frozen_until, { zone: warehouse.time_zone }).toMillis();
  });
  const hold = plan.outcome === "held" ? heldUntil(plan.matchedRules, rules, new Date(at)) : null;
  const ends = hold === null ? [] : [Date.parse(hold)];
  return [...new Set([...moments, ...ends].filter((moment) => moment > at).map(halfHourFrom))];
}
