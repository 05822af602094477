export { parseBatchInput, withBatchPlaces } from "./batch-input.ts";
export type { BatchInput } from "./batch-input.ts";
export type { BatchResult, BatchTotals, JointReport } from "./batch-result.ts";
export { routeBatch } from "./route-batch.server.ts";
