import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { queueSchema, readExpectedDatabase, readinessProblems } from "./health.ts";

const expected = { migration: "20260203100000", queueSchema: 20 };
const good = { migration: "20260203100000", queueSchema: 20, queueLagSeconds: 3 };

test("a database at the expected version with a moving queue is ready", () => {
  expect(readinessProblems(good, expected)).toEqual([]);
});

test("a database ahead of the code is ready, because releases overlap", () => {
  expect(readinessProblems({ ...good, migration: "20270101000000", queueSchema: 21 }, expected)).toEqual([]);
});

test("every reason is named", () => {
  expect(
    readinessProblems({ migration: "20260101000000", queueSchema: null, queueLagSeconds: 3600 }, expected),
  ).toEqual([
    "migrations: at 20260101000000, needs 20260203100000",
    "queue schema: at none, needs 20",
    "queue: the oldest due job has waited 3600 s",
  ]);
});

test("the expected queue schema is the one of the installed graphile-worker", () => {
  const folder = new URL("../../node_modules/graphile-worker/sql/", import.meta.url);
  const versions = readdirSync(folder).map((file) => Number.parseInt(file, 10));
  expect(queueSchema).toBe(Math.max(...versions));
});

test("the expected migration is the newest of the folder", () => {
  expect(readExpectedDatabase().migration).toMatch(/^2026\d{10}$/);
});
