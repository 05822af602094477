import { fromMinor } from "#app/lib/money.ts";
import type { Decision } from "../../engine/index.ts";
import type { BatchInput } from "../batch-input.ts";
import type { BatchResult, JointReport } from "../batch-result.ts";
import { routeOneByOne } from "../greedy.ts";
import type { Explain } from "../greedy.ts";
import { totalsOf } from "../totals.ts";
import type { Assigned } from "./assign.ts";
import { byWorth, worthOf } from "./assignment-problem.ts";
import type { Assignment, AssignmentProblem } from "./assignment-problem.ts";
import { numberedBatch } from "./build-problem.ts";
import type { NumberedBatch } from "./build-problem.ts";
import { explainAssignment } from "./explain-assignment.ts";
import { findFault } from "./find-fault.ts";
import { planOfDecision } from "./plan-of-decision.ts";

/** Looks for an assignment that is better than one that is known, for some milliseconds. */
export type Search = (
  task: { problem: AssignmentProblem; start: Assignment },
  timeLimit: number,
) => Promise<SearchAnswer>;

export interface SearchAnswer {
  /** The last that was known; null where nothing was. */
  assigned: Assigned | null;
  ended: "done" | "time_limit" | "failed";
}

// The rest is for telling why.
const shareOfSearch = 0.9;

/** Decides all orders together; where that finds nothing better, one after the other. */
export async function routeJointly(
  input: BatchInput,
  explain: Explain,
  { search, timeLimit }: { search: Search; timeLimit: number },
): Promise<Required<BatchResult>> {
  const begun = performance.now();
  const oneByOne = routeOneByOne(input, { explain: false });
  const greedy = totalsOf(input, oneByOne);
  const batch = numberedBatch(input);
  const start = startFrom(input, batch, oneByOne);
  const left = (timeLimit - (performance.now() - begun)) * shareOfSearch;
  const answer = await search({ problem: batch.problem, start }, left);
  const found =
    answer.assigned && findFault(batch.problem, answer.assigned.assignment) === null ? answer.assigned : null;
  const isBetter = found && byWorth(worthOf(found.assignment), worthOf(start)) < 0;
  const decisions = isBetter
    ? explainAssignment(input, batch, found.assignment, explain)
    : explain.explain
      ? routeOneByOne(input, explain)
      : oneByOne;
  return {
    decisions,
    totals: totalsOf(input, decisions),
    joint: {
      chosen: isBetter ? "joint" : "greedy",
      stopped: found?.proved ? "optimal" : endOf(answer, found),
      ...distanceOf(batch, found),
      greedy,
    },
  };
}

function startFrom(
  input: BatchInput,
  { problem, warehouseIds }: NumberedBatch,
  decisions: readonly Decision[],
): Assignment {
  return problem.orders.map((order, at) => {
    const [decision, lines] = [decisions[at], input.orders[at]?.lines];
    return decision && lines ? planOfDecision(problem, order, decision, lines, warehouseIds) : null;
  });
}

/** An answer that was not fit for use is none. */
function endOf({ assigned, ended }: SearchAnswer, found: Assigned | null): JointReport["stopped"] {
  return ended === "failed" || (assigned && !found) ? "failed" : "time_limit";
}

function distanceOf({ problem }: NumberedBatch, found: Assigned | null): Pick<JointReport, "bound" | "gap"> {
  if (!found) return { bound: null, gap: null };
  const { units, cost } = worthOf(found.assignment);
  const ordered = problem.orders.reduce((sum, order) => sum + order.units, 0);
  const share = cost === 0 ? 0 : Math.max(0, cost - found.bound.cost) / cost;
  return {
    bound: {
      unfilled_units: ordered - found.bound.units,
      cost: Number(fromMinor(found.bound.cost, problem.card.currency)),
    },
    gap: { unfilled_units: found.bound.units - units, cost: Number(share.toFixed(6)) },
  };
}
