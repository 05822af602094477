import type { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stock, warehouse } from "../../engine/example-input.ts";
import { batch, orderFor } from "../example-batch.ts";
import { assignInThread } from "./assign-in-thread.server.ts";
import { numberedBatch } from "./build-problem.ts";

const { problem } = numberedBatch(
  batch({
    orders: [orderFor("o1", 2)],
    warehouses: [warehouse("w1"), warehouse("w2")],
    inventory: [stock("w1", "A", 2), stock("w2", "A", 1)],
  }),
);
const task = { problem, start: [null] };

/** A thread that runs this instead of the search. */
function thread(script: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`);
}

const started: Worker[] = [];
const remember = (worker: Worker) => started.push(worker);
beforeEach(() => void process.on("worker", remember));
afterEach(() => {
  process.off("worker", remember);
  started.length = 0;
});
/** A thread that has ended has no number. */
const threads = () => started.map(({ threadId }) => threadId);

const said = { assignment: [null], proved: false, bound: { units: 2, cost: 0 } };
const sayIt = `(await import("node:worker_threads")).parentPort.postMessage({ assigned: ${JSON.stringify(said)}, done: false });`;

describe("a search in a thread of its own", () => {
  it("answers what is best and is gone", async () => {
    const { assigned, ended } = await assignInThread(task, 20_000);
    expect(ended).toBe("done");
    expect(assigned).toMatchObject({ proved: true, bound: { units: 2, cost: 799 } });
    expect(assigned?.assignment).toMatchObject([{ units: 2, cost: 799, parts: [{ site: 0, taken: [2] }] }]);
    expect(threads()).toEqual([-1]);
  });

  it.each([
    ["hangs", "for (;;);", 300, { assigned: null, ended: "time_limit" }],
    ["hangs after it found something", `${sayIt} for (;;);`, 3_000, { assigned: said, ended: "time_limit" }],
    ["fails", "throw new Error('out of memory');", 20_000, { assigned: null, ended: "failed" }],
    ["fails after it found something", `${sayIt} null.x;`, 20_000, { assigned: said, ended: "failed" }],
    ["ends without a word", "process.exit(0);", 20_000, { assigned: null, ended: "failed" }],
    ["cannot be started", "import './nowhere.ts';", 20_000, { assigned: null, ended: "failed" }],
  ])("that %s leaves what was known and no thread", async (_how, script, timeLimit, answer) => {
    const begun = performance.now();
    expect(await assignInThread(task, timeLimit, thread(script))).toEqual(answer);
    expect(performance.now() - begun).toBeLessThan(timeLimit + 5_000);
    expect(threads()).toEqual([-1]);
  });
});
