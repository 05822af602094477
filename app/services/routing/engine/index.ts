export { decide } from "./decide.ts";
export type { Decision, ExclusionReason, OutcomeReason } from "./decision.ts";
export { parseRouteInput } from "./route-input.ts";
export type { RouteDocument, RouteInput } from "./route-input.ts";
export { withPlaces } from "./with-places.ts";
