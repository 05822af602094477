import { IANAZone } from "luxon";
import { days, minutes } from "#app/lib/duration.ts";
import type { WarehouseInput } from "./route-input.ts";

/** Local time at one moment: milliseconds that read as UTC show the wall clock of a time zone. */
export type WallClock = (timeZone: string) => number;

/** Wall-clock times at `now`, each time zone worked out once: that is the slowest step of a decision. */
export function wallClock(now: string): WallClock {
  const moment = Date.parse(now);
  const times = new Map<string, number>();
  return (zone) => {
    const time = times.get(zone) ?? moment + minutes(IANAZone.create(zone).offset(moment));
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
  const weekday = new Date(local).getUTCDay() + 6;
  const wait = [0, 1, 2, 3, 4, 5, 6].find((later) =>
    warehouse.working_days.includes(((weekday + first + later) % 7) + 1),
  );
  if (wait === undefined) return null;
  return new Date(local + days(first + wait)).toISOString().slice(0, 10);
}

function isPastCutoff(cutoff: string | null, local: number): boolean {
  if (cutoff === null) return false;
  const [hours = 0, mins = 0] = cutoff.split(":").map(Number);
  return local % days(1) > minutes(hours * 60 + mins);
}
