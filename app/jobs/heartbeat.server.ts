import { z } from "zod";
import type { Logger } from "#app/clients/logger.server.ts";
import { callFunction, type Db } from "#app/db/client.server.ts";
import { seconds } from "#app/lib/duration.ts";

const interval = seconds(10);

/** Tells the database that these workers live, until stopped. Each beat also gives back the jobs of dead workers. */
export function startHeartbeat(db: Db, workerIds: () => string[], log: Logger) {
  const beat = async () => {
    try {
      const given = await callFunction(db, "beat_workers", { p_worker_ids: workerIds() }, z.int());
      if (given > 0) log.warn({ workers: given }, "gave back the jobs of silent workers");
    } catch (error) {
      // A missed beat is mended by the next; six missed beats cost this worker its jobs, as they should.
      log.warn({ err: error }, "heartbeat failed");
    }
  };
  const timer = setInterval(() => void beat(), interval);
  void beat();
  return {
    async stop() {
      clearInterval(timer);
      await callFunction(db, "forget_workers", { p_worker_ids: workerIds() }, z.unknown());
    },
  };
}
