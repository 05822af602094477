import { bundlesOf } from "./bundles.ts";
import type { ExclusionReason } from "./decision.ts";
import { ineligibility, shortage } from "./eligibility.ts";
import type { Applicant } from "./eligibility.ts";
import type { Effects } from "./rules/effects.ts";
import { totalScore } from "./scores.ts";
import type { Scores } from "./scores.ts";
import { deal } from "./split/deal.ts";
import { packingOf, siteOf } from "./split/packing.ts";
import type { Packing, Site } from "./split/packing.ts";
import type { Standing, Survey } from "./standing.ts";

/** One warehouse seen from one order and its rules. Nothing here depends on the other warehouses. */
export interface Candidate {
  standing: Standing;
  /** May be considered, alone or together with others. */
  eligible: boolean;
  /** Why it cannot be chosen alone; null when it can. */
  excluded: ExclusionReason | null;
  /** Units it would ship alone: of an order that has to leave whole, all or none. */
  alone: number;
  scores: Scores;
  site: Site;
}

/** How the order may be packed under the rules that match it. */
export function packOrder({ demand, card, input }: Survey, { split, together }: Effects): Packing {
  const partial = input.settings.partial === "ship_available";
  return packingOf({ demand, card, partial }, bundlesOf(demand, together), split);
}

/** Every warehouse, best first: total score, then priority, then id. */
export function rankCandidates(survey: Survey, effects: Effects, packing: Packing): Candidate[] {
  return survey.standings.map((standing) => candidateOf(survey, effects, packing, standing)).sort(byRank);
}

export function candidateOf(
  { input, demand }: Survey,
  effects: Effects,
  packing: Packing,
  standing: Standing,
): Candidate {
  const { warehouse, stockAge, parts } = standing;
  const applicant: Applicant = { input, demand, effects, warehouse, stockAge };
  const site = siteOf(standing);
  const barred = ineligibility(applicant);
  const alone = unitsAlone(packing, site);
  return {
    standing,
    eligible: barred === null,
    excluded: barred ?? (alone > 0 || demand.total === 0 ? null : shortage(applicant, standing.units)),
    alone,
    scores: { ...parts, total: totalScore(parts, effects.weights) },
    site,
  };
}

export function unitsAlone(packing: Packing, site: Site): number {
  if (site.units === packing.demand.total) return site.units;
  if (!packing.partial) return 0;
  return packing.bundles.length === 0 ? site.units : (deal(packing, [site])?.[0]?.units ?? 0);
}

/** Below zero where `a` comes first. */
export function byRank(a: Candidate, b: Candidate): number {
  return (
    b.scores.total - a.scores.total || a.site.priority - b.site.priority || (a.site.id < b.site.id ? -1 : 1)
  );
}
