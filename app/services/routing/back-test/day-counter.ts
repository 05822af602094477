import type { Promises } from "./history.ts";

export type SavedDays = readonly [string, number][];
export type DayCounter = ReturnType<typeof openDays>;

/** Orders given to each warehouse on each of its local days (YYYY-MM-DD). */
export function openDays(saved: SavedDays = []) {
  const orders = new Map(saved);
  const count = (warehouse: string, day: string, more: number) => {
    const key = `${warehouse} ${day}`;
    orders.set(key, Math.max(0, (orders.get(key) ?? 0) + more));
  };
  return {
    count,
    open(days: Promises["days"]) {
      for (const { warehouse_id, day, orders: counted } of days) count(warehouse_id, day, counted);
    },
    at: (warehouse: string, day: string) => orders.get(`${warehouse} ${day}`) ?? 0,
    save: (): SavedDays => [...orders],
  };
}
