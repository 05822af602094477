import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeHistory, type MadeHistory } from "./example-history.ts";
import { anyStep, nowhere, type Step, warehouseIds, world } from "./example-world.ts";
import type { World } from "./history.ts";
import { openReplay } from "./replay.ts";
import { SavedReplay } from "./saved-replay.ts";
import type { ReplayRow } from "./replay-row.ts";

const anyHistory = fc.record({
  steps: fc.array(anyStep, { maxLength: 30 }),
  units: fc.array(fc.nat({ max: 8 }), { minLength: 4, maxLength: 4 }),
});

function run(history: MadeHistory, of: World = world()) {
  const replay = openReplay(of, nowhere);
  replay.openStock(history.opening);
  for (const event of history.events) replay.take(event);
  replay.finish(history.end);
  const rows = new Map(replay.takeRows().map((row) => [row.order_id, row]));
  return { replay, rows };
}

describe("a replay", () => {
  test("makes every automatic decision of the product again, whatever happened in between", () => {
    fc.assert(
      fc.property(anyHistory, ({ steps, units }) => {
        const history = makeHistory(steps, units);
        const { replay, rows } = run(history);
        const automatic = history.events.filter(
          (event) => event.kind === "look" && event.decision.chosen_by === null,
        );
        expect(replay.tally).toEqual({
          decisions: automatic.length,
          reproduced: automatic.length,
          causes: {},
          unreadable: 0,
        });
        expect([...rows.values()].filter((row) => row.is_changed)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("is the same however it is sliced and kept in between", () => {
    const cuts = fc.uniqueArray(fc.nat({ max: 60 }), { maxLength: 5 });
    fc.assert(
      fc.property(anyHistory, cuts, ({ steps, units }, slices) => {
        const history = makeHistory(steps, units);
        const of = world({ kind: "draft", settings: { split: { policy: "never" } } });
        const whole = run(history, of);
        let replay = openReplay(of, nowhere);
        replay.openStock(history.opening);
        const rows = new Map<string, ReplayRow>();
        const collect = () => {
          for (const row of replay.takeRows()) rows.set(row.order_id, row);
        };
        for (const [at, event] of history.events.entries()) {
          if (slices.includes(at)) {
            collect();
            replay = openReplay(of, nowhere, SavedReplay.parse(JSON.parse(JSON.stringify(replay.save()))));
          }
          replay.take(event);
        }
        replay.finish(history.end);
        collect();
        expect(rows).toEqual(whole.rows);
        expect(replay.tally).toEqual(whole.replay.tally);
      }),
      { numRuns: 100 },
    );
  });

  test("never gives out a unit twice: what it promises is what its orders hold", () => {
    fc.assert(
      fc.property(anyHistory, ({ steps, units }) => {
        const quiet = steps.filter(({ kind }) => kind === "order" || kind === "wait" || kind === "choose");
        const history = makeHistory(quiet, units);
        const of = world({ kind: "draft", settings: { split: { policy: "never" } } });
        const { replay, rows } = run(history, of);
        for (const [at, { warehouse_id: warehouse, sku, available }] of history.opening.entries()) {
          const promised = replay.promisedAt(warehouse, sku);
          expect(promised).toBeGreaterThanOrEqual(0);
          const byPersons = quiet.some(({ kind }) => kind === "choose");
          if (!byPersons) expect(promised, `row ${at}`).toBeLessThanOrEqual(available ?? 0);
        }
        const shipped = [...rows.values()].reduce((sum, row) => sum + row.in_replay.units, 0);
        const promised = history.opening.reduce(
          (sum, row) => sum + replay.promisedAt(row.warehouse_id, row.sku),
          0,
        );
        expect(shipped).toBe(promised);
      }),
      { numRuns: 200 },
    );
  });
});

const order = (units: number, west = true): Step => ({ kind: "order", lines: [[0, units]], west });
const [reno, columbus] = warehouseIds;

test("another setup decides otherwise, and what follows from its stock is told apart from the setup", () => {
  const history = makeHistory([order(2), order(2), order(2)], [4, 0, 4, 0]);
  const of = world({ kind: "draft", settings: { preferred_warehouse_id: columbus } });
  const rows = [...run(history, of).rows.values()];
  expect(
    rows.map((row) => [row.in_fact.warehouses[0]?.id, row.in_replay.warehouses[0]?.id, row.cause]),
  ).toEqual([
    [reno, columbus, "setup"],
    [reno, columbus, "setup"],
    [columbus, reno, "stock"],
  ]);
});

test("a cancelled order's units go to the next one, unless the WMS had taken them", () => {
  const never = { kind: "draft", settings: { split: { policy: "never" } } } as const;
  const cancelled = makeHistory([order(3), { kind: "cancel", order: 0 }, order(3)], [3, 0, 0, 0]);
  expect([...run(cancelled, world(never)).rows.values()].map((row) => row.in_replay.units)).toEqual([3, 3]);
});

test("an order that waits is looked at again when stock arrives, and when a place in the day is free", () => {
  const refilled = makeHistory([order(3), { kind: "crawl", others: [5, 0, 0, 0] }], [0, 0, 0, 0]);
  expect([...run(refilled).rows.values()][0]).toMatchObject({ is_changed: false, in_replay: { units: 3 } });

  // Nobody looked again in fact: the schedule of the replay does, on the next day.
  const full = makeHistory(
    [...Array.from({ length: 9 }, () => order(1)), { kind: "wait", hours: 30 }],
    [20, 0, 20, 0],
    false,
  );
  const last = [...run(full).rows.values()].at(-1);
  expect(last).toMatchObject({ in_fact: { units: 0 }, in_replay: { units: 1 }, cause: "retried" });
});

test("on a new day at a full warehouse the orders that wait are looked at in their turn", () => {
  const ofAnotherSku: Step = { kind: "order", lines: [[1, 1]], west: true };
  const history = makeHistory(
    [
      ...Array.from({ length: 4 }, () => order(1)),
      ofAnotherSku,
      order(2),
      order(1),
      { kind: "wait", hours: 30 },
    ],
    [5, 0, 0, 0],
  );
  const { replay, rows } = run(history);
  expect(replay.tally).toMatchObject({ decisions: 10, reproduced: 10 });
  expect([...rows.values()].map(({ in_replay }) => in_replay.units)).toEqual([1, 1, 1, 1, 0, 0, 1]);
});

test("a decision with other facts, another setup or a pick window has that as its cause", () => {
  const made = makeHistory([order(2)], [4, 0, 4, 0]);
  const causeWith = (
    change: Partial<Parameters<typeof world>[0]>,
    facts = 1,
    settings = 1,
    pick_window: string | null = null,
  ) => {
    const events = made.events.map((event) =>
      event.kind === "look"
        ? {
            ...event,
            order: { ...event.order, facts_version: facts },
            decision: { ...event.decision, settings_version: settings, pick_window },
          }
        : event,
    );
    return [...run({ ...made, events }, world(change)).rows.values()][0]?.cause;
  };
  const elsewhere = { settings: { preferred_warehouse_id: columbus } };
  expect(causeWith(elsewhere, 2)).toBe("order_changed");
  expect(causeWith(elsewhere, 1, 0)).toBe("setup_changed");
  expect(causeWith(elsewhere)).toBe("unexplained");
  expect(causeWith(elsewhere, 1, 1, "2026-03-02T19:00:00Z")).toBe("pick_window");
  const inactive = world().warehouses.map((each, at) => (at === 0 ? { ...each, is_active: false } : each));
  expect(causeWith({ warehouses: inactive })).toBe("warehouse_changed");
});

test("figures are of the units that ship, parcel by parcel", () => {
  const [row] = run(makeHistory([order(3)], [2, 0, 1, 0])).rows.values();
  expect(row?.in_fact).toMatchObject({ outcome: "split", wanted: 3, units: 3 });
  expect(row?.in_fact.warehouses.map(({ units }) => units).sort()).toEqual([1, 2]);
  expect(row?.in_fact.cost).toBeGreaterThan(0);
  expect(row?.in_fact).toEqual(row?.in_replay);
});
