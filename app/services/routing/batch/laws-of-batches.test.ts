import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../engine/index.ts";
import { routeOneByOne } from "./greedy.ts";
import { assign } from "./joint/assign.ts";
import { openHighs } from "./joint/highs.server.ts";
import { routeJointly } from "./joint/route-jointly.ts";
import type { Search } from "./joint/route-jointly.ts";
import * as laws from "./laws-of-batches.ts";
import type { Batcher, BatchLaw } from "./laws-of-batches.ts";

const runs = { seed: 20_260_120, numRuns: 100 };
const solver = await openHighs();
// In this thread, so that the laws look at many batches; the thread has tests of its own.
const search: Search = (task) =>
  Promise.resolve({
    assigned: assign({ ...task, solver, now: Date.now, deadline: Date.now() + 10_000 }),
    ended: "done",
  });
const explain = { explain: false };

const jointly: Batcher = async (input) =>
  (await routeJointly(input, explain, { search, timeLimit: 10_000 })).decisions;
const oneByOne: Batcher = (input) => Promise.resolve(routeOneByOne(input, explain));
const fromLastToFirst: Batcher = (input) =>
  Promise.resolve(routeOneByOne({ ...input, orders: [...input.orders].reverse() }, explain).reverse());
const eachAlone: Batcher = (input) =>
  Promise.resolve(input.orders.map((order) => decide({ ...input, order }, explain)));

const numbered = {
  "L12 a joint batch is never worse than greedy": laws.neverWorseThanGreedy,
  "L12 a small joint batch is as good as the best of all assignments": laws.equalToTryingEverything,
  "L12 a joint batch shares stock and capacity": laws.sharedStockIsKept,
} satisfies Record<string, BatchLaw>;

const cases: [keyof typeof numbered, string, Batcher][] = [
  ["L12 a joint batch is never worse than greedy", "takes the last order first", fromLastToFirst],
  ["L12 a small joint batch is as good as the best of all assignments", "takes them as they come", oneByOne],
  ["L12 a joint batch shares stock and capacity", "gives every order all of the stock", eachAlone],
];

describe("the law", () => {
  it.each(Object.entries(numbered))("%s holds", async (_name, law) => {
    await fc.assert(law(jointly), runs);
  });

  it.each(cases)("%s catches a batch that %s", async (name, _how, broken) => {
    const { failed } = await fc.check(numbered[name](broken), runs);
    expect(failed).toBe(true);
  });
});
