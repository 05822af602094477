import { Writable } from "node:stream";
import { pino } from "pino";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeError } from "#app/clients/describe-error.ts";
import { TrackstarError } from "#app/clients/trackstar/errors.ts";
import { makeTask } from "./make-task.ts";
import { NotYet } from "./not-yet.ts";

const words = "No street 5 Elm Way for Avery Buyer";
const refusal = new TrackstarError({
  kind: "unavailable",
  message: words,
  action: "create_order",
  status: 500,
  origin: "integration",
  detail: { json: { ship_to_address: [words] } },
  retryAfterMs: null,
  requestId: "req-1",
  cause: new Error(words),
});

function keptLog() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, log: pino({ serializers: { err: describeError } }, stream) };
}

async function failing(error: Error) {
  const { lines, log } = keptLog();
  const task = makeTask(log, z.object({}), () => Promise.reject(error));
  const thrown: unknown = await task({}, { id: "7", attempts: 1 }).catch((reason: unknown) => reason);
  return { log: lines.join(""), thrown: thrown instanceof Error ? (thrown.stack ?? "") : "" };
}

test("what a WMS says about people reaches neither the log nor the queue", async () => {
  const { log, thrown } = await failing(refusal);
  for (const kept of [log, thrown]) {
    expect(kept).not.toContain("Avery");
    expect(kept).toContain("Trackstar answered 500 to create_order");
  }
  expect(log).toContain("req-1");
});

test("an error of our own is logged and thrown as it is", async () => {
  const { log, thrown } = await failing(new Error("the table is gone"));
  expect(log).toContain("the table is gone");
  expect(thrown).toContain("the table is gone");
});

test("a job that only waits is told without alarm, and tried again", async () => {
  const { log, thrown } = await failing(new NotYet("waiting for a crawl"));
  expect(JSON.parse(log)).toMatchObject({ level: 30, msg: "job waits", reason: "waiting for a crawl" });
  expect(log).not.toContain("stack");
  expect(thrown).toContain("waiting for a crawl");
});

test("a payload that is not the task's never reaches its handler", async () => {
  let ran = false;
  const { log } = keptLog();
  const task = makeTask(log, z.object({ id: z.string() }), () => {
    ran = true;
    return Promise.resolve();
  });
  await expect(task({ id: 5 }, { id: "7", attempts: 1 })).rejects.toThrow();
  expect(ran).toBe(false);
});
