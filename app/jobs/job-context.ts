import type { Logger } from "#app/clients/logger.server.ts";
import type { Db } from "#app/db/client.server.ts";

/** What a job's handler gets beside its payload. */
export interface JobContext {
  readonly db: Db;
  readonly log: Logger;
  readonly now: Date;
}
