import type { Task, TaskList } from "graphile-worker";
import { logger } from "#app/clients/logger.server.ts";
import type { Db } from "#app/db/client.server.ts";
import type { JobContext } from "./job-context.ts";
import { type TaskName, type TaskPayload, tasks } from "./tasks.ts";

type TaskHandler<Name extends TaskName> = (payload: TaskPayload<Name>, context: JobContext) => Promise<void>;

/** The queue's tasks: each parses its payload again, makes its context and calls its handler. */
export function taskList(db: Db): TaskList {
  const task =
    <Name extends TaskName>(name: Name, run: TaskHandler<Name>): Task =>
    async (payload, { job }) => {
      const log = logger.child({ task: name, job: job.id, attempt: job.attempts });
      try {
        await run(tasks[name].parse(payload) as TaskPayload<Name>, { db, log, now: new Date() });
      } catch (error) {
        log.error({ err: error }, "job failed");
        throw error;
      }
    };
  return {};
}
