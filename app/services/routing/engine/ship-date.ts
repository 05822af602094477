import { DateTime } from "luxon";
import type { WarehouseInput } from "./route-input.ts";

/** The wall-clock time in a time zone at one moment. */
export type WallClock = (timeZone: string) => DateTime;

/** Wall-clock times at `now`, each time zone worked out once: that is the slowest step of a decision. */
export function wallClock(now: string): WallClock {
  const times = new Map<string, DateTime>();
  return (zone) => {
    const time = times.get(zone) ?? DateTime.fromISO(now, { zone }).setZone("utc", { keepLocalTime: true });
    times.set(zone, time);
    return time;
  };
}

/**
 * The day a warehouse hands over an order that reaches it now, YYYY-MM-DD in the warehouse's own time zone: today
 * when it is a working day and the cut-off has not passed, else the next working day.
 */
export function shipDate(warehouse: WarehouseInput, clock: WallClock): string | null {
  const local = clock(warehouse.time_zone);
  const first = isPastCutoff(warehouse.cutoff, local) ? 1 : 0;
  const wait = [0, 1, 2, 3, 4, 5, 6].find((days) =>
    warehouse.working_days.includes(((local.weekday - 1 + first + days) % 7) + 1),
  );
  return wait === undefined ? null : local.plus({ days: first + wait }).toISODate();
}

function isPastCutoff(cutoff: string | null, local: DateTime): boolean {
  if (cutoff === null) return false;
  // Both are wall-clock times of 24 hours, so text compares as time does.
  return local.toFormat("HH:mm:ss.SSS") > `${cutoff}:00.000`;
}
