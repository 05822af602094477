import { DateTime } from "luxon";
import type { WarehouseInput } from "./route-input.ts";

/**
 * The day a warehouse hands an order over that reaches it at `now`, YYYY-MM-DD in the warehouse's own time zone:
 * today when it is a working day and the cut-off has not passed, else the next working day.
 */
export function shipDate(warehouse: WarehouseInput, now: string): string | null {
  const local = DateTime.fromISO(now, { zone: warehouse.time_zone });
  const first = isPastCutoff(warehouse.cutoff, local) ? 1 : 0;
  for (let wait = first; wait <= first + 6; wait += 1) {
    const day = local.plus({ days: wait });
    if (warehouse.working_days.includes(day.weekday)) return day.toISODate();
  }
  return null;
}

function isPastCutoff(cutoff: string | null, local: DateTime): boolean {
  if (cutoff === null) return false;
  const [hour, minute] = cutoff.split(":").map(Number);
  return local > local.set({ hour, minute, second: 0, millisecond: 0 });
}
