import type { z } from "zod";
import { withoutWords } from "#app/clients/describe-error.ts";
import type { Logger } from "#app/clients/logger.server.ts";
import { NotYet } from "./not-yet.ts";

/** The job as far as a task needs it. */
interface RunningJob {
  readonly id: string;
  readonly attempts: number;
}

/** A task of the queue: parses its payload, runs, and logs why it failed. The queue keeps what is thrown. */
export const makeTask =
  <Schema extends z.ZodType>(
    log: Logger,
    schema: Schema,
    run: (payload: z.output<Schema>, log: Logger) => Promise<void>,
  ) =>
  async (payload: unknown, job: RunningJob): Promise<void> => {
    const jobLog = log.child({ job: job.id, attempt: job.attempts });
    try {
      await run(schema.parse(payload), jobLog);
    } catch (error) {
      if (error instanceof NotYet) {
        jobLog.info({ reason: error.message }, "job waits");
        throw error;
      }
      jobLog.error({ err: error }, "job failed");
      throw withoutWords(error);
    }
  };
