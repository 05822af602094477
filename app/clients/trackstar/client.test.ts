import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type DeclaredCall, declareHttp } from "#tests/support/declared-http.ts";
import { makeConnectionCalls } from "./connections.server.ts";
import { TrackstarError } from "./errors.ts";
import { makeOrderCalls } from "./orders.server.ts";
import { makeReads } from "./reads.server.ts";
import { makeHttp } from "./request.server.ts";

let verify: () => void;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  verify();
});

function trackstar(...calls: DeclaredCall[]) {
  const peer = declareHttp(calls);
  verify = peer.verify;
  const http = makeHttp({ apiUrl: "https://trackstar.test", apiKey: "the-key", fetch: peer.fetch });
  const learnt: string[] = [];
  const slots: number[] = [];
  const access = {
    accessToken: "the-token",
    warehouseCustomerId: null as string | null,
    waitForRead: () => {
      slots.push(Date.now());
      return Promise.resolve();
    },
    learnFrom: (refusal: TrackstarError) => {
      learnt.push(refusal.kind);
      return Promise.resolve();
    },
  };
  const client = { ...makeConnectionCalls(http), ...makeReads(http), ...makeOrderCalls(http) };
  return { ...client, access, learnt, slots, made: peer.made };
}

/** Lets pauses between attempts pass. */
async function settled<Result>(work: Promise<Result>): Promise<PromiseSettledResult<Result>> {
  const all = Promise.allSettled([work]);
  await vi.runAllTimersAsync();
  return (await all)[0];
}

async function errorOf(work: Promise<unknown>): Promise<TrackstarError> {
  const result = await settled(work);
  if (result.status === "rejected" && result.reason instanceof TrackstarError) return result.reason;
  throw new Error("expected a TrackstarError");
}

async function collect<Item>(pages: AsyncIterable<Item[]>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

const warehouses = (query = "limit=1000") => ({ method: "GET", path: `/wms/warehouses?${query}` });
const emptyPage = { body: { data: [], next_token: null } };
const order = { order_number: "1001", reference_id: "ref", ship_to_address: {}, line_items: [] };

describe("reading", () => {
  it("sends the key and the token, and takes a read slot first", async () => {
    const { listWarehouses, access, made, slots } = trackstar({ ...warehouses(), ...emptyPage });
    await collect(listWarehouses(access));
    expect(made[0]?.headers.get("x-trackstar-api-key")).toBe("the-key");
    expect(made[0]?.headers.get("x-trackstar-access-token")).toBe("the-token");
    expect(slots).toHaveLength(1);
  });

  it("repeats every filter on every page until there is no next one", async () => {
    const first =
      "/wms/orders?warehouse_customer_id=cust&trackstar_updated_date[gte]=2026-10-01T08:00:00Z&limit=1000";
    const { listOrders, access } = trackstar(
      { method: "GET", path: first, body: { data: [{ id: "o1" }], next_token: "n1" } },
      { method: "GET", path: `${first}&page_token=n1`, body: { data: [{ id: "o2" }] } },
    );
    const since = { changedSince: new Date("2026-10-01T08:00:00.789Z") };
    const orders = await collect(listOrders({ ...access, warehouseCustomerId: "cust" }, since));
    expect(orders.map((each) => each.id)).toEqual(["o1", "o2"]);
  });

  it("does not go round in circles when a list does not move on", async () => {
    const page = { body: { data: [], next_token: "same" } };
    const { listWarehouses, access } = trackstar(
      { ...warehouses(), ...page },
      { ...warehouses("limit=1000&page_token=same"), ...page },
    );
    expect((await errorOf(collect(listWarehouses(access)))).kind).toBe("unavailable");
  });

  it("waits as long as a rate limit says, then reads again with a slot of its own", async () => {
    const { listWarehouses, access, made, slots } = trackstar(
      { ...warehouses(), status: 429, headers: { "retry-after": "7" }, body: { error: "Too many requests" } },
      { ...warehouses(), ...emptyPage },
    );
    expect((await settled(collect(listWarehouses(access)))).status).toBe("fulfilled");
    expect((made[1]?.at ?? 0) - (made[0]?.at ?? 0)).toBeGreaterThanOrEqual(7000);
    expect(slots).toHaveLength(2);
  });

  it("reads again after server errors and silence, pausing longer each time, and gives up after five", async () => {
    const { listWarehouses, access, made } = trackstar(
      { ...warehouses(), status: 500 },
      { ...warehouses(), hangsUp: true },
      { ...warehouses(), status: 502 },
      { ...warehouses(), status: 503 },
      { ...warehouses(), status: 500, body: { error: "Still down" } },
    );
    const error = await errorOf(collect(listWarehouses(access)));
    expect(error).toMatchObject({ kind: "unavailable", message: "Still down", action: "get_warehouses" });
    const pauses = made.slice(1).map(({ at }, index) => at - (made[index]?.at ?? 0));
    expect(pauses.every((pause, index) => pause >= 500 * 2 ** index)).toBe(true);
  });

  it.each([
    [401, {}, "unauthorized"],
    [403, {}, "forbidden"],
    [404, {}, "not_found"],
    [422, {}, "validation"],
    [501, { origin: undefined }, "not_implemented"],
    [400, { origin: "integration" }, "refused"],
  ])("takes %i as final", async (status, facts, kind) => {
    const { listWarehouses, access, learnt } = trackstar({
      ...warehouses(),
      status,
      body: { error: "No", origin: "trackstar", ...facts },
    });
    expect((await errorOf(collect(listWarehouses(access)))).kind).toBe(kind);
    expect(learnt).toEqual([kind]);
  });

  it("keeps what a validation error says about each field", async () => {
    const detail = { query: { sku: ["Unknown field."] } };
    const body = { error: "Validation error", origin: "trackstar", detail };
    const { listWarehouses, access } = trackstar({ ...warehouses(), status: 422, body });
    expect((await errorOf(collect(listWarehouses(access)))).detail).toEqual(detail);
  });

  it("does not take an unreadable answer for an empty one", async () => {
    const calls = Array.from({ length: 5 }, () => ({ ...warehouses(), body: { data: [{ name: "no id" }] } }));
    const { listWarehouses, access } = trackstar(...calls);
    expect((await errorOf(collect(listWarehouses(access)))).kind).toBe("unavailable");
  });

  it("reads records tolerantly: everything but the id may be missing, wrong or new", async () => {
    const { listInventory, access } = trackstar({
      method: "GET",
      path: "/wms/inventory?limit=1000",
      body: {
        data: [
          { id: 7 },
          {
            id: "i2",
            sku: 12,
            sellable: "many",
            surprise: true,
            inventory_by_warehouse_id: { w: { onhand: 3 } },
          },
        ],
      },
    });
    const [bare, odd] = await collect(listInventory(access));
    expect(bare).toMatchObject({ id: "7", sku: null, sellable: null, inventory_by_warehouse_id: null });
    expect(odd).toMatchObject({ id: "i2", sku: null, sellable: null });
    expect(odd?.inventory_by_warehouse_id?.["w"]).toMatchObject({ onhand: 3, sellable: null });
  });

  it.each([{ data: { connection_id: "c1" } }, { data: [{ connection_id: "c1" }] }])(
    "accepts both documented shapes of a connection",
    async (body) => {
      const { getConnection } = trackstar({ method: "GET", path: "/connections/c1", body });
      expect((await getConnection("c1")).connection_id).toBe("c1");
    },
  );
});

describe("writing", () => {
  const create = { method: "POST", path: "/wms/orders" };

  it("creates an order under its key and says which fields were ignored", async () => {
    const { createOrder, access, made, slots } = trackstar({
      ...create,
      body: { data: { id: "o1", status: "open" }, id: "o1", unused_fields: ["warehouse_id"] },
      headers: { "Idempotent-Replayed": "true" },
    });
    const created = await createOrder(access, "shipment-1", order);
    expect(created).toMatchObject({ order: { id: "o1" }, unusedFields: ["warehouse_id"], replayed: true });
    expect(made[0]?.headers.get("idempotency-key")).toBe("shipment-1");
    expect(made[0]?.headers.get("content-type")).toBe("application/json");
    expect(made[0]?.body).toEqual(order);
    expect(slots).toEqual([]);
  });

  it.each([{ status: 500 }, { status: 429, headers: { "retry-after": "1" } }, { hangsUp: true as const }])(
    "never repeats a write by itself: %j",
    async (answer) => {
      const { createOrder, access, made } = trackstar({ ...create, ...answer });
      const error = await errorOf(createOrder(access, "shipment-1", order));
      expect(["unavailable", "rate_limited"]).toContain(error.kind);
      expect(made).toHaveLength(1);
    },
  );

  it("passes on the WMS's own words", async () => {
    const body = { error: "SKU LAMP is discontinued", origin: "integration" };
    const { createOrder, access } = trackstar({ ...create, status: 422, body });
    const error = await errorOf(createOrder(access, "shipment-1", order));
    expect(error).toMatchObject({ kind: "refused", message: body.error, origin: "integration" });
  });

  it("does not send the shop along with a code, so that the reply tells whose code it was", async () => {
    const { exchangeCode, made } = trackstar({
      method: "POST",
      path: "/link/exchange",
      body: { access_token: "t", connection_id: "c1", customer_id: "somebody" },
    });
    expect((await exchangeCode("code")).customer_id).toBe("somebody");
    expect(made[0]?.body).toEqual({ auth_code: "code" });
    expect(made[0]?.headers.has("x-trackstar-access-token")).toBe(false);
  });
});
