import type { TrackstarConnection } from "#app/clients/trackstar/index.server.ts";
import type { Crawl } from "#app/db/inventory.server.ts";

/** What stands in Trackstar's own copy of one kind of record. */
export interface CopyState {
  /** Before the first sync from the WMS is done, reads are empty without an error. */
  readonly isFilled: boolean;
  readonly crawl: Crawl;
}

/** The state of the copy that `action` (such as `get_inventory`) reads. */
export function copyState(connection: TrackstarConnection, action: string): CopyState {
  const schedule = connection.sync_schedules.find((each) => each.function_name === action);
  const start = schedule?.last_crawl_start ?? null;
  const end = schedule?.last_crawl_end ?? null;
  const isRunning = start !== null && (end === null || end < start);
  return {
    isFilled: isFilled(connection, action, schedule && (schedule.sync_status ?? ""), end),
    crawl: { startedAt: isRunning ? null : start, endedAt: end },
  };
}

function isFilled(
  connection: TrackstarConnection,
  action: string,
  status: string | undefined,
  lastEnd: Date | null,
): boolean {
  const said = connection.historical_sync_completed?.[action];
  if (said !== undefined) return said;
  // Nothing will ever be copied of what is not synced at all.
  if (status === undefined) return true;
  return status !== "first_sync_in_progress" && lastEnd !== null;
}

export interface ConnectionTrouble {
  readonly stockStaleSince: Date | null;
  readonly error: string | null;
}

/** Errors that keep Trackstar from reading the WMS: since when the stock is older than it looks, and why. */
export function connectionTrouble({ errors }: TrackstarConnection, now: Date): ConnectionTrouble {
  const preventing = errors.filter(
    (error) =>
      error.error_type === "invalid_credentials" ||
      error.affected_endpoints.some(
        ({ endpoint, preventing_sync }) =>
          preventing_sync === true && (endpoint === null || endpoint.includes("inventory")),
      ),
  );
  const [first] = preventing;
  if (!first) return { stockStaleSince: null, error: null };
  const since = Math.min(...preventing.map((error) => (error.first_seen ?? now).getTime()));
  return {
    stockStaleSince: new Date(since),
    error: first.error_message ?? first.message ?? "Trackstar cannot read this WMS.",
  };
}
