import { randomUUID } from "node:crypto";
import { Webhook } from "svix";
import { beforeEach, describe, expect, test } from "vitest";
import { makeDb } from "#app/db/client.server.ts";
import { action } from "#app/routes/webhooks.trackstar.tsx";
import { receiveEvent } from "#app/services/connections/receive-event.server.ts";
import { applyEvent } from "#app/services/connections/apply-event.server.ts";
import { countedRefusals } from "#app/services/webhooks/refusals.server.ts";
import { makeShop, type TestShop } from "#tests/support/shops.ts";
import { adminSql, envValue } from "#tests/support/stack.ts";
import { makeConnection } from "#tests/support/warehouses.ts";
import { connectionRow, jobsOf } from "./arrange.ts";

interface Sending {
  readonly id?: string;
  readonly at?: Date;
  readonly secret?: string;
  readonly prefix?: "svix" | "webhook";
}

/** A delivery as Svix sends it, signed by the official library. */
function delivery(
  body: unknown,
  { id = `msg_${randomUUID()}`, at = new Date(), secret, prefix = "svix" }: Sending = {},
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const signature = new Webhook(secret ?? envValue("TRACKSTAR_WEBHOOK_SECRET")).sign(id, at, text);
  return new Request("http://localhost/webhooks/trackstar", {
    method: "POST",
    body: text,
    headers: {
      "content-type": "application/json",
      [`${prefix}-id`]: id,
      [`${prefix}-timestamp`]: String(Math.floor(at.getTime() / 1000)),
      [`${prefix}-signature`]: signature,
    },
  });
}

const send = async (request: Request) => (await action({ request, params: {}, context: {} })).status;

const storedAs = (eventId: string) =>
  adminSql<
    { id: string; event_type: string; shop_id: string | null; status: string; payload: unknown }[]
  >`select id, event_type, shop_id, status, payload from public.trackstar_webhook_events where event_id = ${eventId}`;

let shop: TestShop;
let connection: { id: string; trackstarId: string };
beforeEach(async () => {
  shop = await makeShop();
  const id = await makeConnection(shop);
  connection = { id, trackstarId: (await connectionRow(id)).connection_id };
});

const event = (event_type: string, data: unknown = {}) => ({
  connection_id: connection.trackstarId,
  event_type,
  data,
});

const eventJobs = (id: string) => adminSql<{ task: string; priority: number }[]>`
  select t.identifier as task, j.priority from graphile_worker._private_jobs j
  join graphile_worker._private_tasks t on t.id = j.task_id
  where t.identifier = 'process_trackstar_event' and j.payload ->> 'eventId' = ${id}`;

describe("a delivery", () => {
  test.each(["svix", "webhook"] as const)(
    "signed with %s headers is stored once, with its job",
    async (prefix) => {
      const id = `msg_${randomUUID()}`;
      expect(await send(delivery(event("inventory.updated"), { id, prefix }))).toBe(200);
      expect(await send(delivery(event("inventory.updated"), { id, prefix }))).toBe(200);
      const rows = await storedAs(id);
      expect(rows).toMatchObject([{ event_type: "inventory.updated", shop_id: shop.id, status: "received" }]);
      expect(await eventJobs(rows[0]?.id ?? "")).toEqual([{ task: "process_trackstar_event", priority: 0 }]);
    },
  );

  test("of a burst of one kind takes over the job of those before it, and ends them too", async () => {
    const ids = Array.from({ length: 5 }, () => `msg_${randomUUID()}`);
    for (const id of ids) await send(delivery(event("order.updated"), { id }));
    const alone = [`msg_${randomUUID()}`, `msg_${randomUUID()}`];
    for (const id of alone) await send(delivery(event("connection-error.created"), { id }));
    const [stored, others] = [
      (await Promise.all(ids.map(storedAs))).flat(),
      (await Promise.all(alone.map(storedAs))).flat(),
    ];
    const jobs = await Promise.all(stored.map(({ id }) => eventJobs(id)));
    expect(jobs.map(({ length }) => length)).toEqual([0, 0, 0, 0, 1]);
    for (const { id } of others) expect(await eventJobs(id)).toHaveLength(1);

    expect(
      await applyEvent({ db: shop.ctx.db, log: shop.ctx.log, now: new Date() }, stored.at(-1)?.id ?? ""),
    ).toBe("processed");
    const ended = (await Promise.all(ids.map(storedAs))).flat();
    expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => "processed"));
    expect((await Promise.all(alone.map(storedAs))).flat().map(({ status }) => status)).toEqual([
      "received",
      "received",
    ]);
  });

  test("costs one call of the database", async () => {
    const calls: string[] = [];
    const counting: typeof fetch = (input, init) => {
      calls.push(new Request(input, init).url);
      return fetch(input, init);
    };
    const db = makeDb(envValue("SUPABASE_URL"), envValue("SUPABASE_SECRET_KEY"), counting);
    expect(await receiveEvent(delivery(event("order.updated")), { db, log: shop.ctx.log })).toBe("stored");
    expect(calls.map((url) => new URL(url).pathname)).toEqual(["/rest/v1/rpc/ingest_trackstar_event"]);
  });

  const minutesAgo = (count: number) => new Date(Date.now() - count * 60_000);
  const tampered = (id: string) => {
    const good = delivery(event("order.updated"), { id });
    return new Request(good.url, {
      method: "POST",
      headers: good.headers,
      body: '{"event_type":"order.updated"}',
    });
  };
  const unsigned = (id: string) =>
    new Request("http://localhost/", { method: "POST", body: "{}", headers: { "svix-id": id } });
  const otherSecret = `whsec_${Buffer.from("somebody else's").toString("base64")}`;

  test.each([
    ["unsigned", unsigned],
    ["changed on the way", tampered],
    [
      "signed by somebody else",
      (id: string) => delivery(event("order.updated"), { id, secret: otherSecret }),
    ],
    ["older than five minutes", (id: string) => delivery(event("order.updated"), { id, at: minutesAgo(6) })],
    ["from the future", (id: string) => delivery(event("order.updated"), { id, at: minutesAgo(-6) })],
  ])("%s is refused and leaves nothing", async (_case, make) => {
    const id = `msg_${randomUUID()}`;
    expect(await send(make(id))).toBe(401);
    expect(await storedAs(id)).toEqual([]);
  });

  test("of four minutes ago is still good", async () => {
    expect(await send(delivery(event("order.updated"), { at: minutesAgo(4) }))).toBe(200);
  });

  test("over ten megabytes is refused and counted", async () => {
    const id = `msg_${randomUUID()}`;
    const before = await countedRefusals("trackstar", "too-large");
    const huge = event("order.updated", { note: "x".repeat(10 * 1024 * 1024) });
    expect(await send(delivery(huge, { id }))).toBe(413);
    expect(await storedAs(id)).toEqual([]);
    expect(await countedRefusals("trackstar", "too-large")).toBe(before + 1);
  });

  test.each([
    ["is not JSON", "{oops"],
    ["is no event", '["access_token", "trackstar_secret_12345"]'],
    ["has no type", { connection_id: "c", data: { access_token: "trackstar_secret_12345" } }],
    [
      "holds what Postgres cannot",
      { event_type: "order.updated", data: { note: "\u0000", access_token: "trackstar_secret_12345" } },
    ],
    ["has a type Postgres cannot hold", { event_type: "order\u0000.updated" }],
    ["is of a connection Postgres cannot name", { event_type: "order.updated", connection_id: "\u0000" }],
    ["is nested without end", `{"event_type":"a","data":${"[".repeat(50_000)}${"]".repeat(50_000)}}`],
  ])("that is signed but %s is stored as failed", async (_case, body) => {
    const id = `msg_${randomUUID()}`;
    expect(await send(delivery(body, { id }))).toBe(200);
    const [row] = await storedAs(id);
    expect(row).toMatchObject({ status: "failed" });
    expect(JSON.stringify(row)).not.toContain("trackstar_secret");
    expect(await eventJobs(row?.id ?? "")).toEqual([]);
  });

  test("whose id is longer than any of Trackstar's is refused", async () => {
    expect(await send(delivery(event("order.updated"), { id: `msg_${"1".repeat(4000)}` }))).toBe(401);
  });

  test("loses its secrets before it is stored", async () => {
    const id = `msg_${randomUUID()}`;
    const token = "trackstar_very_secret_token";
    const created = event("connection.created", {
      created_date: "2026-10-01T00:00:00Z",
      access_token: token,
    });
    expect(await send(delivery(created, { id }))).toBe(200);
    const [row] = await storedAs(id);
    expect(row?.payload).toMatchObject({
      data: { created_date: "2026-10-01T00:00:00Z", access_token: "[removed]" },
    });
    expect(JSON.stringify(row)).not.toContain(token);
  });

  test("about nobody's connection is stored without the people in it, and ignored", async () => {
    const id = `msg_${randomUUID()}`;
    expect(await send(delivery({ ...event("order.updated"), connection_id: randomUUID() }, { id }))).toBe(
      200,
    );
    const [row] = await storedAs(id);
    expect(row).toMatchObject({ status: "ignored", shop_id: null });
    expect(await eventJobs(row?.id ?? "")).toEqual([]);
  });

  test("is asked for again while the database is down", async () => {
    const db = makeDb("http://localhost:1", "none");
    expect(await receiveEvent(delivery(event("order.updated")), { db, log: shop.ctx.log })).toBe(
      "unavailable",
    );
  });
});

describe("an event's effect", () => {
  async function apply(type: string, data: unknown = {}) {
    const id = `msg_${randomUUID()}`;
    await send(delivery(event(type, data), { id }));
    const [row] = await storedAs(id);
    const outcome = await applyEvent({ db: shop.ctx.db, log: shop.ctx.log, now: new Date() }, row?.id ?? "");
    const [after] = await storedAs(id);
    expect(after?.status).toBe(outcome);
    return { outcome, id: row?.id ?? "" };
  }
  const requested = async () => (await jobsOf(shop.id)).map((job) => job.payload["kind"]);

  test("is one sync for a burst of them", async () => {
    for (let i = 0; i < 5; i += 1) expect((await apply("inventory.updated")).outcome).toBe("processed");
    expect(await requested()).toEqual(["inventory"]);
    expect((await apply("order.shipment.created")).outcome).toBe("processed");
    expect(await requested()).toEqual(["inventory", "orders"]);
  });

  test("comes once, however often its job runs", async () => {
    const { id } = await apply("inventory.updated");
    await adminSql`delete from graphile_worker._private_jobs where payload ->> 'shopId' = ${shop.id}`;
    expect(await applyEvent({ db: shop.ctx.db, log: shop.ctx.log, now: new Date() }, id)).toBe(
      "nothing-to-do",
    );
    expect(await requested()).toEqual([]);
  });

  test("is all that stays of it: the people in it are forgotten", async () => {
    const { id } = await apply("order.updated", { ship_to_address: { full_name: "Avery Buyer" } });
    await apply("moon.phase.changed", { full_name: "Avery Buyer" });
    const rows = await adminSql`
      select payload from public.trackstar_webhook_events where shop_id = ${shop.id} or id = ${id}`;
    expect(rows).toEqual([{ payload: {} }, { payload: {} }]);
  });

  test("is nothing for a type nobody knows", async () => {
    expect((await apply("moon.phase.changed")).outcome).toBe("ignored");
    expect(await requested()).toEqual([]);
  });

  test("of the first reading is to read what is there now", async () => {
    await apply("connection.historical-sync-completed", { resource: "orders" });
    expect(await requested()).toEqual(["orders", "historical"]);
  });

  test("of a deletion is a connection that is over", async () => {
    await apply("connection.deleted", { deleted_date: "2026-10-01T00:00:00Z" });
    expect(await connectionRow(connection.id)).toMatchObject({ is_active: false, health: "disconnected" });
    expect((await apply("inventory.updated")).outcome).toBe("ignored");
  });
});
