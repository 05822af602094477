export { decide } from "./decide.ts";
export type {
  Allocation,
  AllocatedLine,
  Alternative,
  Decision,
  DecisionFactors,
  ExclusionReason,
  Outcome,
  OutcomeReason,
  RawFactors,
  UnfilledLine,
} from "./decision.ts";
export { explain } from "./explain.ts";
export { parseRouteInput } from "./route-input.ts";
export type { RouteDocument, RouteInput } from "./route-input.ts";
export { withPlaces } from "./with-places.ts";
