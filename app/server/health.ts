import { readdirSync } from "node:fs";
import type { RequestHandler } from "express";
import type { Readiness } from "#app/db/readiness.server.ts";
import { minutes, seconds } from "#app/lib/duration.ts";

/** The schema graphile-worker brings: its highest migration. */
export const queueSchema = 20;

const lagLimit = minutes(15);
const patience = seconds(5);

export interface ExpectedDatabase {
  readonly migration: string;
  readonly queueSchema: number;
}

/** The newest migration that came with this code, and the queue's schema it enqueues into. */
export function readExpectedDatabase(): ExpectedDatabase {
  const folder = new URL("../../supabase/migrations/", import.meta.url);
  const versions = readdirSync(folder).flatMap((file) => /^(\d{14})_.*\.sql$/.exec(file)?.[1] ?? []);
  const migration = versions.sort().at(-1);
  if (migration === undefined) throw new Error(`no migrations in ${folder.pathname}`);
  return { migration, queueSchema };
}

/** Why this copy should get no requests; nothing when it should. A newer database is fine: releases overlap. */
export function readinessProblems(found: Readiness, expected: ExpectedDatabase): string[] {
  const problems: string[] = [];
  if (found.migration === null || found.migration < expected.migration)
    problems.push(`migrations: at ${found.migration ?? "none"}, needs ${expected.migration}`);
  if (found.queueSchema === null || found.queueSchema < expected.queueSchema)
    problems.push(`queue schema: at ${found.queueSchema ?? "none"}, needs ${expected.queueSchema}`);
  if (seconds(found.queueLagSeconds) > lagLimit)
    problems.push(`queue: the oldest due job has waited ${Math.round(found.queueLagSeconds)} s`);
  return problems;
}

/** GET /healthz: the process answers. */
export const healthz: RequestHandler = (_request, response) => {
  response.json({ status: "ok" });
};

/** GET /readyz: 200, or 503 with every reason. */
export function readyz(readReadiness: () => Promise<Readiness>, expected: ExpectedDatabase): RequestHandler {
  return (_request, response, next) => {
    findProblems(readReadiness, expected).then((problems) => {
      const ready = problems.length === 0;
      response.status(ready ? 200 : 503).json({ status: ready ? "ready" : "not ready", problems });
    }, next);
  };
}

const findProblems = (
  readReadiness: () => Promise<Readiness>,
  expected: ExpectedDatabase,
): Promise<string[]> =>
  withPatience(readReadiness()).then(
    (found) => readinessProblems(found, expected),
    (error: unknown) => [`database: ${error instanceof Error ? error.message : String(error)}`],
  );

/** A database that hangs counts as away. */
async function withPatience<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${patience} ms`)), patience);
  });
  try {
    return await Promise.race([answer, end]);
  } finally {
    clearTimeout(timer);
  }
}
