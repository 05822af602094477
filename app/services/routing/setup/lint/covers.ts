import { excludes, isContradictory } from "./contradictory.ts";
import { type Conjunct, conjunctsOf } from "./literals.ts";

/** When a rule matches and when it does not, ready to be compared with others; null where that is too much to say. */
export interface Reach {
  readonly matches: readonly Conjunct[];
  readonly misses: readonly Conjunct[];
}

export function reachOf(conditions: unknown): Reach | null {
  const matches = conjunctsOf(conditions);
  const misses = conjunctsOf(conditions, false);
  return matches && misses && { matches: possible(matches), misses: possible(misses) };
}

const possible = (conjuncts: readonly Conjunct[]) =>
  conjuncts.filter((conjunct) => !isContradictory(conjunct));

/** Whether `broad` certainly matches every order `narrow` matches. */
export const covers = (broad: Reach, narrow: Reach): boolean =>
  narrow.matches.every((match) => broad.misses.every((miss) => excludes(match, miss)));
