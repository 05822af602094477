import { byRank } from "../candidates.ts";
import type { Candidate } from "../candidates.ts";
import type { Settlement } from "../plan.ts";
import { totalScore } from "../scores.ts";
import type { Weights } from "../settings-input.ts";
import { leadOf } from "./lead.ts";

export const factors = ["inventory", "proximity", "cost", "capacity"] as const;
export type Factor = (typeof factors)[number];

export interface WeightChange {
  factor: Factor;
  weight: number;
  now: number;
}

const steps = 1000;

/** Those among whom weights decide: they ship alone as many units as the selected one. */
export interface Race {
  weights: Weights;
  runners: readonly Candidate[];
}

/** Null where weights decide nothing: a split, a preferred warehouse, weights that a rule sets. */
export function raceOf({ plan, effects, survey, eligible }: Settlement): Race | null {
  const { selected } = plan;
  if (plan.outcome !== "routed" || !selected) return null;
  if (selected.site.id === effects.preferred && selected.alone === survey.demand.total) return null;
  if (effects.weights !== survey.input.settings.weights) return null;
  return { weights: effects.weights, runners: eligible.filter(({ alone }) => alone === selected.alone) };
}

/**
 * The smallest change of one weight, in steps of 0.001, that puts `candidate` before all others of the race. Scores are
 * straight lines over a weight, so the steps that can do it are known but for rounding; each is checked exactly.
 */
export function weightChange(race: Race, candidate: Candidate): WeightChange | null {
  if (!race.runners.includes(candidate) || isOutdone(race, candidate)) return null;
  let best: WeightChange | null = null;
  let bestSize = Infinity;
  for (const factor of factors) {
    const now = race.weights[factor];
    for (const step of stepsToTry(race, candidate, factor)) {
      const size = Math.abs(step / steps - now);
      // Steps come nearest first. Differences of sums of decimals are never exactly equal.
      if (size > bestSize - 1e-9) break;
      if (!leadsAt(race, candidate, factor, step)) continue;
      best = { factor, weight: step / steps, now };
      bestSize = size;
      break;
    }
  }
  return best;
}

/** Whether another is as good in every factor and comes first in a tie: then no weights help. */
function isOutdone({ runners }: Race, candidate: Candidate): boolean {
  const own = candidate.scores;
  return runners.some(({ scores, site }) => {
    if (site.id === candidate.site.id || (scores.cost === null) !== (own.cost === null)) return false;
    const better = factors.every((factor) => (scores[factor] ?? 0) >= (own[factor] ?? 0));
    const { priority, id } = candidate.site;
    return better && (site.priority < priority || (site.priority === priority && site.id < id));
  });
}

/** Steps at which the candidate may lead, nearest to the weight of now first. */
function stepsToTry({ runners, weights }: Race, candidate: Candidate, factor: Factor): number[] {
  const others = factors.reduce((sum, one) => sum + (one === factor ? 0 : weights[one]), 0);
  if (others === 0) return [];
  const lead = leadOf(runners, candidate, weights, factor);
  const now = weights[factor];
  const within = [0, steps];
  for (let step = Math.ceil(lead.from * steps); step <= Math.floor(lead.to * steps); step++) {
    if (step > 0 && step < steps) within.push(step);
  }
  return within
    .filter((step) => step / steps !== now)
    .sort((a, b) => Math.abs(a / steps - now) - Math.abs(b / steps - now) || a - b);
}

function leadsAt({ runners, weights }: Race, candidate: Candidate, factor: Factor, step: number): boolean {
  const changed = reweighted(weights, factor, step / steps);
  const own = withWeights(candidate, changed);
  return runners.every((other) => other === candidate || byRank(own, withWeights(other, changed)) < 0);
}

function withWeights(candidate: Candidate, weights: Weights): Candidate {
  const { scores } = candidate;
  return { ...candidate, scores: { ...scores, total: totalScore(scores, weights) } };
}

/** One weight changed, the others scaled so that all add up to 1. */
export function reweighted(weights: Weights, factor: Factor, weight: number): Weights {
  const others = factors.reduce((sum, one) => sum + (one === factor ? 0 : weights[one]), 0);
  const scale = (1 - weight) / others;
  const scaled = (one: Factor) => (one === factor ? weight : weights[one] * scale);
  return {
    inventory: scaled("inventory"),
    proximity: scaled("proximity"),
    cost: scaled("cost"),
    capacity: scaled("capacity"),
  };
}
