import type { TransactionSql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDb } from "#app/db/client.server.ts";
import { finishSync, startSync } from "#app/db/syncs.server.ts";
import { makeLogger } from "./log.ts";
import { syncConnection } from "#app/services/connections/sync-connection.server.ts";
import { type Peer, startTrackstarPeer } from "#tests/support/peers.ts";
import { makeShop, makeTwoShops } from "#tests/support/shops.ts";
import { adminSql, envValue } from "#tests/support/stack.ts";
import { makeConnection } from "#tests/support/warehouses.ts";
import { connectionRow, jobsOf, makeLinkedConnection, runsOf } from "./arrange.ts";

class RolledBack extends Error {}

/** What all shops share must not change for the tests beside this one. */
async function tried<Result>(work: (sql: TransactionSql) => Promise<Result>): Promise<Result> {
  let result: { value: Result } | undefined;
  await adminSql
    .begin(async (sql) => {
      result = { value: await work(sql) };
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
  if (!result) throw new Error("nothing was tried");
  return result.value;
}

interface Due {
  connection_id: string;
  kind: string;
}

async function due(sql: TransactionSql, connectionId: string): Promise<string[]> {
  const [row] = await sql<{ due: Due[] }[]>`select public.due_syncs() as due`;
  return (row?.due ?? []).filter((each) => each.connection_id === connectionId).map((each) => each.kind);
}

const run = (sql: TransactionSql, shopId: string, id: string, kind: string, minutesAgo: number) => sql`
  insert into public.connection_sync_status (shop_id, connection_id, sync_type, status, started_at)
  values (${shopId}, ${id}, ${kind}, 'completed', now() - make_interval(mins => ${minutesAgo}))`;

describe("the schedule", () => {
  test("begins with the first reading and goes on with what is due", async () => {
    const shop = await makeShop();
    const id = await makeConnection(shop);
    expect(await tried((sql) => due(sql, id))).toEqual(["historical"]);
    const kinds = await tried(async (sql) => {
      await run(sql, shop.id, id, "historical", 500);
      await run(sql, shop.id, id, "inventory", 16);
      await run(sql, shop.id, id, "orders", 14);
      await run(sql, shop.id, id, "products", 61);
      return due(sql, id);
    });
    expect(kinds).toEqual(["inventory", "products", "warehouses"]);
  });

  test("enqueues each once, in the connection's own queue", async () => {
    const shop = await makeShop();
    const id = await makeConnection(shop);
    const jobs = await tried(async (sql) => {
      await due(sql, id);
      await due(sql, id);
      return sql<{ key: string; queue: string; priority: number }[]>`
        select j.key, q.queue_name as queue, j.priority from graphile_worker._private_jobs j
        join graphile_worker._private_job_queues q on q.id = j.job_queue_id
        where j.payload ->> 'connectionId' = ${id}`;
    });
    expect(jobs).toEqual([{ key: `sync:${id}:historical`, queue: `connection:${id}`, priority: 5 }]);
  });

  test.each([
    ["waits for a reconnection", "update public.trackstar_connections set health = 'reconnect'"],
    ["is disconnected", "update public.trackstar_connections set is_active = false"],
  ])("leaves out a connection that %s", async (_case, change) => {
    const id = await makeConnection(await makeShop());
    const kinds = await tried(async (sql) => {
      await sql`${sql.unsafe(change)} where id = ${id}`;
      return due(sql, id);
    });
    expect(kinds).toEqual([]);
  });

  test("stops for everybody while Trackstar refuses the organisation's key", async () => {
    const shop = await makeShop();
    const id = await makeConnection(shop);
    const story = await tried(async (sql) => {
      const record = async (accepted: boolean) => {
        const [row] = await sql<{ news: boolean }[]>`select public.record_trackstar_key(${accepted}) as news`;
        return row?.news;
      };
      const start = async () => {
        const [row] = await sql<{ started: { outcome: string } }[]>`
          select public.start_sync(${shop.id}, ${id}, 'inventory') as started`;
        return row?.started.outcome;
      };
      return [
        await record(true),
        await record(false),
        await record(false),
        await start(),
        await due(sql, id),
        await record(true),
        await start(),
        await due(sql, id),
      ];
    });
    expect(story).toEqual([false, true, false, "key-refused", [], true, "started", ["historical"]]);
  });
});

describe("a key that Trackstar refuses", () => {
  let peer: Peer;
  beforeAll(async () => {
    peer = await startTrackstarPeer({ TRACKSTAR_API_KEY: "another-key" });
  });
  afterAll(() => peer.stop());

  test("alarms the operators and does not send merchants to reconnect", async () => {
    const { mine } = await makeTwoShops();
    const id = await makeLinkedConnection(mine);
    const recorded: unknown[] = [];
    const withoutRecording: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      if (!request.url.endsWith("/rpc/record_trackstar_key")) return fetch(request);
      recorded.push(await request.json());
      return Response.json(recorded.length === 1);
    };
    const { log, lines } = makeLogger();
    const db = makeDb(envValue("SUPABASE_URL"), envValue("SUPABASE_SECRET_KEY"), withoutRecording);
    expect(await syncConnection({ ...mine.ctx, db, log }, id, "inventory")).toBe("failed");

    expect(recorded).toEqual([{ p_accepted: false }]);
    expect(lines.filter((line) => line.level === "fatal").map((line) => line.msg)).toEqual([
      "Trackstar refuses the organisation's API key; all calls to it are stopped",
    ]);
    expect(await connectionRow(id)).toMatchObject({ health: "ok" });
    expect(await runsOf(id)).toMatchObject([{ sync_type: "inventory", status: "failed" }]);
  });
});

test("the first stock after linking anew retries what could not be filled, later stock does not", async () => {
  const shop = await makeShop();
  const id = await makeConnection(shop);
  const readStock = async (status: "completed" | "failed") => {
    const started = await startSync(shop.ctx.db, shop.id, id, "inventory");
    if (started.outcome !== "started") throw new Error(started.outcome);
    await finishSync(shop.ctx.db, shop.id, started.runId, { status, items: 0, message: null });
    const jobs = (await jobsOf(shop.id)).filter(({ task }) => task === "retry_unfillable");
    await adminSql`delete from graphile_worker._private_jobs where payload ->> 'shopId' = ${shop.id}`;
    return jobs.map(({ payload }) => payload);
  };
  expect(await readStock("failed")).toEqual([]);
  expect(await readStock("completed")).toEqual([{ shopId: shop.id }]);
  expect(await readStock("completed")).toEqual([]);
  await adminSql`update public.trackstar_connections set connected_at = clock_timestamp() where id = ${id}`;
  expect(await readStock("completed")).toEqual([{ shopId: shop.id }]);
});
