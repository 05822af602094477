import { setImmediate as breathe } from "node:timers/promises";
import { z } from "zod";
import {
  beginBackTest,
  type BegunBackTest,
  EventCursor,
  failBackTest,
  finishBackTest,
  noteBackTest,
  readPastEvents,
  saveBackTestOrders,
} from "#app/db/back-tests.server.ts";
import { minutes, seconds } from "#app/lib/duration.ts";
import { locate } from "#app/lib/places.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { refusalReason } from "../build-route-input.ts";
import { UnreadableOrder } from "./decide-anew.ts";
import type { PastEvent, World } from "./history.ts";
import { openOpening } from "./open-opening.server.ts";
import { openReplay, type Replay } from "./replay.ts";
import { SavedReplay } from "./saved-replay.ts";

export type RunBackTestOutcome =
  | "done"
  /** Another job goes on with it. */
  | "paused"
  /** Somebody cancelled it. */
  | "stopped"
  | "failed"
  | "nothing-to-do";

const usualPace = {
  /** Events a call. */
  page: 2000,
  /** Milliseconds between two checkpoints. */
  slice: seconds(15),
  /** Milliseconds between two signs of progress. */
  sign: seconds(1),
  /** Milliseconds after which another job goes on. */
  job: minutes(4),
};
export type Pace = typeof usualPace;

const Checkpoint = z.object({ cursor: EventCursor, replay: SavedReplay });
type Page = Awaited<ReturnType<typeof readPastEvents>>;

interface Run {
  readonly ctx: ShopContext;
  readonly id: string;
  readonly begun: BegunBackTest;
  readonly replay: Replay;
  readonly pace: Pace;
}

/** Runs a back-test, from its last checkpoint where it was interrupted. A setup the engine cannot follow ends it. */
export async function runBackTest(
  ctx: ShopContext,
  id: string,
  pace: Partial<Pace> = {},
): Promise<RunBackTestOutcome> {
  const begun = await beginBackTest(ctx.db, ctx.shopId, id);
  if (!begun) return "nothing-to-do";
  const checkpoint = begun.checkpoint === null ? null : Checkpoint.parse(begun.checkpoint);
  const replay = openReplay(worldOf(begun), locate, checkpoint?.replay);
  const run = { ctx, id, begun, replay, pace: { ...usualPace, ...pace } };
  try {
    if (!checkpoint) await openOpening(ctx, replay, begun.starts_at);
    return await replayPages(run, checkpoint?.cursor ?? null);
  } catch (error) {
    if (!(error instanceof UnreadableOrder)) throw error;
    await failBackTest(ctx.db, ctx.shopId, id, tellUnreadable(error));
    return "failed";
  }
}

const worldOf = (begun: BegunBackTest): World => ({
  kind: begun.setup_kind,
  settingsVersion: begun.settings_version,
  rules: begun.setup.rules.filter((rule) => rule.is_active),
  settings: begun.setup.settings,
  warehouses: begun.warehouses,
  standIns: begun.stand_ins,
  placeOf: new Map(begun.places.map(({ warehouse_id, place_id }) => [warehouse_id, place_id])),
});

/** What is wrong with the setup; nothing of what an order says. */
function tellUnreadable({ number, problems }: UnreadableOrder): string {
  const ofSetup = problems.filter((problem) => refusalReason([problem]) === "setup_not_understood");
  return `Order ${number} can't be decided with this setup: ${ofSetup.slice(0, 3).join("; ")}.`;
}

async function replayPages(run: Run, cursor: EventCursor | null): Promise<RunBackTestOutcome> {
  const { ctx, id, replay, begun, pace } = run;
  const began = performance.now();
  let [sliced, signed] = [began, began];
  let done = begun.decisions_done;
  let page = await readPage(run, cursor);
  for (;;) {
    const next = page.next;
    // The database reads the next page while this one is replayed.
    const upcoming = next && readPage(run, next);
    upcoming?.catch(() => undefined);
    await takeAll(replay, page.events);
    done += page.events.filter(({ kind }) => kind === "look").length;
    if (!next || !upcoming) return finish(run);

    const now = performance.now();
    const again = now - began >= pace.job;
    if (again || now - sliced >= pace.slice) {
      await saveBackTestOrders(ctx.db, ctx.shopId, id, replay.takeRows());
      const checkpoint = { cursor: next, replay: replay.save() };
      const noted = await noteBackTest(ctx.db, ctx.shopId, id, { done, checkpoint, again });
      if (noted === "stop") return "stopped";
      if (again) return "paused";
      sliced = signed = performance.now();
    } else if (now - signed >= pace.sign) {
      if ((await noteBackTest(ctx.db, ctx.shopId, id, { done })) === "stop") return "stopped";
      signed = performance.now();
    }
    page = await upcoming;
  }
}

const readPage = ({ ctx, begun, pace }: Run, after: EventCursor | null): Promise<Page> =>
  readPastEvents(ctx.db, ctx.shopId, { from: begun.starts_at, to: begun.ends_at, after, limit: pace.page });

const breath = 20;

/** Lets the process's other jobs in every few milliseconds. */
async function takeAll(replay: Replay, events: readonly PastEvent[]): Promise<void> {
  let since = performance.now();
  for (const event of events) {
    replay.take(event);
    if (performance.now() - since < breath) continue;
    await breathe();
    since = performance.now();
  }
}

async function finish({ ctx, id, replay, begun }: Run): Promise<"done" | "stopped"> {
  replay.finish(begun.ends_at.getTime());
  await saveBackTestOrders(ctx.db, ctx.shopId, id, replay.takeRows());
  const finished = await finishBackTest(ctx.db, ctx.shopId, id, replay.tally);
  return finished === "stop" ? "stopped" : finished;
}
