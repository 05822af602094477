import { EventEmitter } from "node:events";
import { Logger as QueueLogger, run, type WorkerEvents } from "graphile-worker";
import { logger } from "#app/clients/logger.server.ts";
import { config } from "#app/config.server.ts";
import { connectDb } from "#app/db/client.server.ts";
import { startHeartbeat } from "./heartbeat.server.ts";
import { NotYet } from "./not-yet.ts";
import { crontab } from "./schedule.ts";
import { taskList } from "./task-list.server.ts";

const concurrentJobs = 4;

/** The queue logs a line per job at level info; only what is wrong is worth keeping. */
const queueLogger = new QueueLogger(() => (level, message, meta) => {
  if (meta["error"] instanceof NotYet) return;
  if (level === "error" || level === "warning") logger.warn({ queue: meta }, message);
});

async function main(): Promise<void> {
  if (!config.database.url)
    throw new Error("DATABASE_URL: missing; the worker connects to the queue with it");
  const events: WorkerEvents = new EventEmitter();
  const workerIds = new Set<string>();
  events.on("worker:create", ({ worker }) => workerIds.add(worker.workerId));

  const runner = await run({
    connectionString: config.database.url,
    concurrency: concurrentJobs,
    maxPoolSize: concurrentJobs + 1,
    taskList: taskList(connectDb()),
    crontab,
    events,
    logger: queueLogger,
  });
  const heartbeat = startHeartbeat(connectDb(), () => [...workerIds], logger);
  logger.info({ workers: [...workerIds] }, "worker ready");

  // graphile-worker listens for SIGTERM and SIGINT itself: it takes no new jobs and lets running ones finish.
  await runner.promise;
  await heartbeat.stop();
}

try {
  await main();
  process.exit(0);
} catch (error) {
  logger.fatal({ err: error }, "worker ended");
  process.exit(1);
}
