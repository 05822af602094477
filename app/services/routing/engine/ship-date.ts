import { IANAZone } from "luxon";
import { days, minutes } from "#app/lib/duration.ts";
import type { WarehouseInput } from "./route-input.ts";

/** Local times at one moment. */
export interface WallClock {
  /** Milliseconds that, read as UTC, show the wall clock of a time zone. */
  local: (timeZone: string) => number;
  /** The calendar day, YYYY-MM-DD, of such milliseconds. */
  dayOf: (local: number) => string;
}

// Asking for the offset of a time zone takes longer than all else about a warehouse. Clocks change on the quarter of
// an hour, so within one the answer stays.
const offsets = new Map<string, number>();
const mostOffsets = 1000;

function offsetOf(zone: string, moment: number): number {
  const key = `${zone} ${Math.floor(moment / minutes(15))}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = minutes(IANAZone.create(zone).offset(moment));
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

export function wallClock(now: string): WallClock {
  const moment = Date.parse(now);
  const times = new Map<string, number>();
  const names = new Map<number, string>();
  return {
    local: (zone) => {
      const time = times.get(zone) ?? moment + offsetOf(zone, moment);
      times.set(zone, time);
      return time;
    },
    dayOf: (local) => {
      const day = Math.floor(local / days(1));
      const name = names.get(day) ?? new Date(local).toISOString().slice(0, 10);
      names.set(day, name);
      return name;
    },
  };
}

/**
 * The day a warehouse hands over an order that reaches it now, YYYY-MM-DD in the warehouse's own time zone: today
 * when it is a working day and the cut-off has not passed, else the next working day.
 */
export function shipDate(warehouse: WarehouseInput, clock: WallClock): string | null {
  const local = clock.local(warehouse.time_zone);
  const first = isPastCutoff(warehouse.cutoff, local) ? 1 : 0;
  // The first of January 1970 was a Thursday; weekdays count from Monday, 0.
  const today = Math.floor(local / days(1)) + 3 + first;
  for (let wait = 0; wait < 7; wait++) {
    const weekday = ((today + wait) % 7) + 1;
    if (warehouse.working_days.includes(weekday)) return clock.dayOf(local + days(first + wait));
  }
  return null;
}

function isPastCutoff(cutoff: string | null, local: number): boolean {
  if (cutoff === null) return false;
  const [hour, minute] = [Number(cutoff.slice(0, 2)), Number(cutoff.slice(3))];
  return local % days(1) > minutes(hour * 60 + minute);
}
