import type { Cause } from "./compare.ts";

/** Automatic decisions of history, and how many the replay made again. */
export interface Tally {
  decisions: number;
  reproduced: number;
  causes: Partial<Record<Cause, number>>;
  /** Decisions left out because the engine cannot read their orders any more. */
  unreadable: number;
}

export const emptyTally = (): Tally => ({ decisions: 0, reproduced: 0, causes: {}, unreadable: 0 });

/** Counts one automatic decision; one on which a person's choice stands is left out. */
export function countDecision(tally: Tally, difference: Cause | "person" | null): void {
  if (difference === "person") return;
  tally.decisions += 1;
  if (difference === null) tally.reproduced += 1;
  else tally.causes[difference] = (tally.causes[difference] ?? 0) + 1;
}
