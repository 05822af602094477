import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import type { Engine, Law } from "./laws.ts";

// Test support: the engine obeys every law, and every law catches an engine that breaks it.

export interface NumberedLaw {
  law: Law;
  /** How many inputs the engine is tried with. */
  runs: number;
}

/** The name of a law, what is wrong with an engine, and that engine. */
export type BrokenEngine<Name> = readonly [Name, string, Engine];

const seed = 20_260_120;
// Ends at the first input that shows the flaw.
const mostRunsToCatch = 3000;

export function checkLaws<Name extends string>(
  laws: Record<Name, NumberedLaw>,
  broken: readonly BrokenEngine<Name>[],
): void {
  const numbered = Object.entries<NumberedLaw>(laws);

  describe("the engine obeys", () => {
    it.each(numbered)("%s", (_name, { law, runs }) => {
      fc.assert(law(decide), { seed, numRuns: runs });
    });
  });

  describe("a law catches an engine that breaks it", () => {
    it.each(broken)("%s: one that %s", (name, _flaw, engine) => {
      const { failed, errorInstance } = fc.check(laws[name].law(engine), {
        seed,
        numRuns: mostRunsToCatch,
        endOnFailure: true,
      });
      expect(failed).toBe(true);
      // Not by breaking down.
      expect(String(errorInstance)).toContain("returning false");
    });

    it("has a broken engine for every law", () => {
      expect(new Set(broken.map(([name]) => name))).toEqual(new Set(Object.keys(laws)));
    });
  });
}
