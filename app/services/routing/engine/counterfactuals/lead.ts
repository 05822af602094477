import type { Candidate } from "../candidates.ts";
import type { Scores } from "../scores.ts";
import type { Weights } from "../settings-input.ts";
import type { Factor } from "./weight.ts";

const everyFactor: readonly Factor[] = ["inventory", "proximity", "cost", "capacity"];

// Weights are rounded to millionths and so is their sum with the scores: a few millionths up or down.
const rounding = 20;

/** The part of 0 to 1 over which a weight of `factor` may put the candidate before all others; rounding included. */
export function leadOf(
  runners: readonly Candidate[],
  candidate: Candidate,
  weights: Weights,
  factor: Factor,
): { from: number; to: number } {
  // Where only some have a cost, the weights of the others differ from one to the next and lines are bent.
  const priced = runners.filter(({ scores }) => scores.cost !== null).length;
  if (priced > 0 && priced < runners.length) return { from: 0, to: 1 };
  const own = lineOf(candidate.scores, weights, factor);
  let [from, to] = [0, 1];
  for (const other of runners) {
    const line = lineOf(other.scores, weights, factor);
    const start = own.start - line.start + rounding;
    const rise = own.rise - line.rise;
    if (rise > 0) from = Math.max(from, -start / rise);
    else if (rise < 0) to = Math.min(to, start / -rise);
    else if (start < 0) return { from: 1, to: 0 };
  }
  return { from, to };
}

/** The total score over the weight of one factor, the others sharing the rest as they do now. */
function lineOf(scores: Scores, weights: Weights, factor: Factor): { start: number; rise: number } {
  let [sum, others] = [0, 0];
  for (const one of everyFactor) {
    if (one === factor) continue;
    sum += weights[one] * (scores[one] ?? 0);
    others += weights[one];
  }
  const start = sum / others;
  return { start, rise: (scores[factor] ?? 0) - start };
}
