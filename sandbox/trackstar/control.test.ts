import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedAttributes } from "./changed-attributes.ts";
import { createApp } from "./server.ts";
import { createTestPeer, orderBody } from "./test-peer.ts";

describe("the control API", () => {
  it("shows the calls that were made, with their idempotency keys", async () => {
    const { call, linkAndCrawl, count, connectionCalls } = prepared();
    await count("wh-reno", "MUG-SAGE", 5);
    const { token } = await linkAndCrawl("northline");
    const headers = { "Idempotency-Key": "shipment-1" };
    await call("POST", "/wms/orders", { token, body: orderBody, headers });
    await call("POST", "/wms/orders", { token, body: orderBody, headers });
    await call("GET", "/wms/orders?limit=1", { token });
    expect(await connectionCalls("?path=/wms/orders&method=POST")).toMatchObject([
      { status: 200, idempotency_key: "shipment-1", replayed: false },
      { status: 200, idempotency_key: "shipment-1", replayed: true },
    ]);
    expect(await connectionCalls("?path=/wms/orders&method=GET")).toMatchObject([{ query: "?limit=1" }]);
    expect((await call("DELETE", "/sandbox/calls")).body).not.toEqual({ removed: 0 });
    expect(await connectionCalls("")).toEqual([]);
  });

  it("shows a call about a connection once", async () => {
    const { call, linkAndCrawl, connectionCalls } = prepared();
    const { token } = await linkAndCrawl("northline");
    await call("DELETE", "/connections", { token });
    expect(await connectionCalls("?path=/connections&method=DELETE")).toMatchObject([{ status: 200 }]);
  });

  it("empties every shelf, so that orders are refused", async () => {
    const { call, linkAndCrawl, count } = createTestPeer();
    await count("wh-reno", "MUG-SAGE", 5);
    const { token } = await linkAndCrawl("northline");
    await call("POST", "/sandbox/wms/empty");
    const { body } = await call("GET", "/sandbox/wms/stock?account=northline");
    expect(JSON.stringify(body)).not.toMatch(/"(fulfillable|onhand)":[1-9]/);
    const answer = await call("POST", "/wms/orders", { token, body: orderBody });
    expect(answer).toMatchObject({ status: 400, body: { origin: "integration" } });
  });

  it("lets the floor reject an order and says why", async () => {
    const { call, linkAndCrawl, count } = createTestPeer();
    await count("wh-reno", "MUG-SAGE", 5);
    const { token } = await linkAndCrawl("northline");
    const { body } = await call("POST", "/wms/orders", { token, body: orderBody });
    const path = `/sandbox/wms/orders/${String(body.id)}`;
    const rejected = await call("POST", `${path}/reject`, { body: { reason: "bad address" } });
    const order = { status: "exception", raw_status: "rejected: bad address" };
    expect(rejected).toMatchObject({ status: 200, body: { order } });
    expect(await call("POST", `${path}/ship`)).toMatchObject({ status: 409 });
    expect(await call("POST", "/sandbox/wms/orders/ord-none/ship")).toMatchObject({ status: 404 });
  });

  it("refuses what it does not know", async () => {
    const { call } = createTestPeer();
    expect(await call("POST", "/sandbox/faults", { body: { fault: "fire" } })).toMatchObject({ status: 422 });
    expect(await call("POST", "/sandbox/auth-code", { body: { account: "nobody" } })).toMatchObject({
      status: 404,
    });
    expect(await call("GET", "/sandbox/wms/orders?number=1")).toMatchObject({ status: 422 });
    const nowhere = { warehouseId: "wh-none", sku: "MUG-SAGE", available: 1 };
    expect(await call("POST", "/sandbox/wms/stock", { body: nowhere })).toMatchObject({ status: 404 });
  });

  it("shows people the orders in the warehouses, with text from outside kept text", async () => {
    const { call, linkAndCrawl, count, peer } = createTestPeer();
    await count("wh-reno", "MUG-SAGE", 5);
    const { token } = await linkAndCrawl("northline");
    await call("POST", "/wms/orders", { token, body: { ...orderBody, order_number: "<script>1001" } });
    const page = await (await createApp(peer).request("/")).text();
    expect(page).toContain("&lt;script&gt;1001");
    expect(page).not.toContain("<script>1001");
    expect(page).toContain("Northline WMS");
  });
});

function prepared() {
  const made = createTestPeer();
  const connectionCalls = async (query: string) =>
    (await made.call("GET", `/sandbox/calls${query}`)).body.calls;
  return { ...made, connectionCalls };
}

describe("previous attributes", () => {
  it("are empty exactly when nothing changed", () => {
    const record = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { noNullPrototype: true });
    fc.assert(
      fc.property(record, record, (before, after) => {
        expect(changedAttributes(before, before)).toEqual({});
        if (!isDeepStrictEqual(before, after))
          expect(Object.keys(changedAttributes(before, after))).not.toEqual([]);
      }),
    );
  });

  it("name what changed by its path, a resized list as a whole", () => {
    const before = {
      status: "open",
      stock: { reno: { onhand: 3, awaiting: 0 } },
      shipments: [],
      lines: [{ n: 1 }],
    };
    const after = {
      status: "open",
      stock: { reno: { onhand: 2, awaiting: 0 } },
      shipments: [1],
      lines: [{ n: 2 }],
    };
    expect(changedAttributes(before, after)).toEqual({
      "stock.reno.onhand": 3,
      shipments: [],
      "lines.0.n": 1,
    });
  });
});
