import type { Clock } from "../lib/clock.ts";

interface Level {
  readonly available: number;
  readonly atMs: number;
}

/** Leaky buckets, one per shop, as the Admin API has one per app and shop. They refill continuously. */
export function createBuckets(size: number, restoreRate: number, now: Clock) {
  const levels = new Map<string, Level>();

  const available = (shop: string): number => {
    const level = levels.get(shop);
    if (!level) return size;
    return Math.min(size, level.available + ((now().getTime() - level.atMs) / 1000) * restoreRate);
  };
  const set = (shop: string, value: number) =>
    levels.set(shop, { available: Math.max(0, Math.min(size, value)), atMs: now().getTime() });

  return {
    /** Takes the points, or takes nothing and answers false. */
    take(shop: string, points: number): boolean {
      const left = available(shop);
      if (points > left) return false;
      set(shop, left - points);
      return true;
    },
    giveBack(shop: string, points: number): void {
      if (points > 0) set(shop, available(shop) + points);
    },
    drainTo(shop: string, points: number): void {
      set(shop, points);
    },
    status: (shop: string) => ({
      maximumAvailable: size,
      currentlyAvailable: Math.floor(available(shop)),
      restoreRate,
    }),
  };
}

export type Buckets = ReturnType<typeof createBuckets>;
