import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import { approximate, optional } from "./values.ts";

const Readiness = z
  .object({
    migration: optional(z.string()),
    queue_schema: optional(z.int()),
    queue_lag_seconds: approximate,
  })
  .transform((row) => ({
    migration: row.migration,
    queueSchema: row.queue_schema,
    queueLagSeconds: row.queue_lag_seconds,
  }));

/** Which migrations and which version of the queue the database has, and how long its oldest due job has waited. */
export type Readiness = z.infer<typeof Readiness>;

export const readReadiness = (db: Db): Promise<Readiness> => callFunction(db, "readiness", {}, Readiness);
