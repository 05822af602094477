export interface Round {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly skus: readonly string[];
  /** Stock of these SKUs arrived; otherwise the schedule's round. */
  readonly isArrival: boolean;
}

export type Rounds = ReturnType<typeof openRounds>;

/** Rounds through the orders that wait, to come: all SKUs that became known together make one. */
export function openRounds(saved: readonly Round[] = []) {
  const ahead = new Map(saved.map(({ at, skus, isArrival }) => [at, { isArrival, skus: new Set(skus) }]));
  return {
    add(at: number, sku: string, isArrival: boolean) {
      const round = ahead.get(at) ?? { isArrival, skus: new Set<string>() };
      round.skus.add(sku);
      ahead.set(at, { skus: round.skus, isArrival: round.isArrival || isArrival });
    },
    /** When the first of them is. */
    first: (): number => Math.min(...ahead.keys()),
    /** Takes the one of a moment out. */
    take(at: number): Round {
      const round = ahead.get(at);
      ahead.delete(at);
      return { at, skus: [...(round?.skus ?? [])], isArrival: round?.isArrival ?? false };
    },
    save: (): Round[] =>
      [...ahead].map(([at, round]) => ({ at, skus: [...round.skus], isArrival: round.isArrival })),
  };
}
