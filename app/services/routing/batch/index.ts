export { parseBatchInput, withBatchPlaces } from "./batch-input.ts";
export type { BatchInput, BatchMode } from "./batch-input.ts";
export type { BatchResult, BatchTotals, JointReport } from "./batch-result.ts";
export { routeBatch } from "./route-batch.server.ts";
export type { BatchOptions } from "./route-batch.server.ts";
