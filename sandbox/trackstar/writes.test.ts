import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createTestPeer, listOf, orderBody, type Answer } from "./test-peer.ts";

const wmsOrders = z.object({ orders: z.array(z.looseObject({ id: z.string() })) });

async function ready(account = "northline") {
  const made = createTestPeer();
  await made.count("wh-reno", "MUG-SAGE", 20);
  await made.count("wh-newark", "MUG-SAGE", 20);
  const { token, connectionId } = await made.linkAndCrawl(account);
  const create = (body: unknown, key?: string): Promise<Answer> =>
    made.call("POST", "/wms/orders", {
      token,
      body,
      headers: key === undefined ? {} : { "Idempotency-Key": key },
    });
  const inWms = async () =>
    wmsOrders.parse((await made.call("GET", "/sandbox/wms/orders?orderNumber=1001")).body).orders;
  const fail = (fault: string, more: Record<string, unknown> = {}) =>
    made.call("POST", "/sandbox/faults", { body: { connectionId, fault, ...more } });
  return { ...made, token, connectionId, create, inWms, fail };
}

describe("creating an order", () => {
  it("reaches the WMS at once and is in the copy at once, while stock waits for a crawl", async () => {
    const { create, inWms, call, token } = await ready();
    const answer = await create(orderBody);
    expect(answer).toMatchObject({
      status: 200,
      body: { unused_fields: [], data: { order_number: "1001", status: "open", warehouse_id: "wh-reno" } },
    });
    expect(await inWms()).toMatchObject([{ id: answer.body.id, reference_id: "shipment-1", status: "open" }]);
    expect(listOf(await call("GET", "/wms/orders?reference_id=shipment-1", { token })).data).toHaveLength(1);
    const stock = await call("GET", "/sandbox/wms/stock?sku=MUG-SAGE&warehouseId=wh-reno");
    expect(stock.body).toMatchObject({ stock: [{ committed: 2, fulfillable: 18 }] });
    const item = listOf(await call("GET", "/wms/inventory?sku=MUG-SAGE", { token })).data[0];
    expect(item?.inventory_by_warehouse_id).toMatchObject({ "wh-reno": { fulfillable: 20 } });
  });

  it.each([
    ["a null", { ...orderBody, notes: null }, "notes"],
    ["an empty string", { ...orderBody, ship_to_address: { ...orderBody.ship_to_address, company: "" } }, "ship_to_address.company"],
    ["a word for nothing", { ...orderBody, line_items: [{ sku: "None", quantity: 1 }] }, "line_items.0.sku"],
    ["a missing field", { ...orderBody, order_number: undefined }, "order_number"],
    ["a missing line field", { ...orderBody, line_items: [{ quantity: 1 }] }, "line_items.0.sku"],
    ["a missing name", { ...orderBody, ship_to_address: { ...orderBody.ship_to_address, full_name: undefined } }, "ship_to_address.full_name"],
    ["a field nobody knows", { ...orderBody, colour: "red" }, "colour"],
    ["half a unit", { ...orderBody, line_items: [{ sku: "MUG-SAGE", quantity: 0.5 }] }, "line_items.0.quantity"],
  ])("with %s is refused and named", async (_what, body, field) => {
    const { create, inWms } = await ready();
    const answer = await create(body);
    expect(answer.status).toBe(422);
    expect(z.object({ detail: z.object({ json: z.record(z.string(), z.unknown()) }) }).parse(answer.body).detail.json).toHaveProperty([field]);
    expect(await inWms()).toEqual([]);
  }); // prettier-ignore

  it("passes the WMS' refusal on in its own words", async () => {
    const { create } = await ready();
    const greedy = { ...orderBody, line_items: [{ sku: "MUG-SAGE", quantity: 21 }] };
    expect(await create(greedy)).toMatchObject({
      status: 400,
      body: { error: "Insufficient stock for SKU MUG-SAGE at wh-reno", origin: "integration" },
    });
  });

  it("names a warehouse in vain at the shared 3PL, which says so", async () => {
    const { create } = await ready("threepl-shared");
    const body = { ...orderBody, warehouse_customer_id: "cust-plain-goods" };
    const answer = await create(body);
    expect(answer).toMatchObject({ status: 200, body: { unused_fields: ["warehouse_id"] } });
    const { warehouse_id } = z.object({ warehouse_id: z.string() }).parse(answer.body.data);
    expect(warehouse_id).toMatch(/^wh-shared-/);
  });
});

describe("an idempotency key", () => {
  it("replays the first answer and writes nothing again", async () => {
    const { create, inWms } = await ready("harborside");
    const product = { product_id: "prod-harborside-mug-sage", quantity: 1 };
    const body = { ...orderBody, warehouse_id: "wh-newark", line_items: [product] };
    const first = await create(body, "key-1");
    const second = await create(body, "key-1");
    expect(first.status).toBe(200);
    expect(first.headers.get("Idempotent-Replayed")).toBeNull();
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await inWms()).toHaveLength(1);
    expect(await create(body, "key-2")).toMatchObject({ status: 200 });
    expect(await inWms()).toHaveLength(2);
  });

  it("with another body is refused", async () => {
    const { create, inWms } = await ready();
    await create(orderBody, "key-1");
    expect(await create({ ...orderBody, order_number: "1002" }, "key-1")).toMatchObject({ status: 400 });
    expect(await inWms()).toHaveLength(1);
  });

  it("waits with 409 while the first request is running", async () => {
    const { create, inWms, fail } = await ready();
    await fail("slow", { delayMs: 50, times: 1, endpoint: "POST /wms/orders" });
    const [first, second] = await Promise.all([create(orderBody, "key-1"), create(orderBody, "key-1")]);
    expect([first.status, second.status].toSorted()).toEqual([200, 409]);
    expect(await inWms()).toHaveLength(1);
  });

  it("is free again after an error", async () => {
    const { create, count } = await ready();
    await count("wh-reno", "MUG-SAGE", 0);
    expect(await create(orderBody, "key-1")).toMatchObject({ status: 400 });
    await count("wh-reno", "MUG-SAGE", 5);
    const retried = await create(orderBody, "key-1");
    expect(retried.status).toBe(200);
    expect(retried.headers.get("Idempotent-Replayed")).toBeNull();
  });

  it("is forgotten after a day", async () => {
    const { create, clock } = await ready();
    await create(orderBody, "key-1");
    clock.pass(24 * 3600 + 1);
    expect(await create({ ...orderBody, order_number: "1002" }, "key-1")).toMatchObject({ status: 200 });
  });
});

describe("faults", () => {
  it("let a write reach the WMS and still answer 500: one order, found only after a crawl", async () => {
    const { create, inWms, fail, call, token, connectionId } = await ready();
    await fail("write-reaches-wms-but-500", { times: 1 });
    expect(await create(orderBody, "key-1")).toMatchObject({ status: 500 });
    expect(await inWms()).toHaveLength(1);
    const found = async () => listOf(await call("GET", "/wms/orders?order_number=1001", { token })).data;
    expect(await found()).toEqual([]);
    await call("POST", "/sandbox/crawl", { body: { connectionId } });
    expect(await found()).toMatchObject([{ reference_id: "shipment-1" }]);
    // Northline's own rule on order numbers is the last guard against a second order.
    expect(await create(orderBody, "key-1")).toMatchObject({ status: 400, body: { origin: "integration" } });
    expect(await inWms()).toHaveLength(1);
  });

  it.each([
    ["401", 401],
    ["403", 403],
    ["422", 422],
    ["429", 429],
    ["500", 500],
    ["501", 501],
  ])("answer %s as often as asked", async (fault, status) => {
    const { call, token, fail } = await ready();
    await fail(fault, { times: 2, endpoint: "GET /wms/orders" });
    expect(await call("GET", "/wms/inventory?limit=1", { token })).toMatchObject({ status: 200 });
    for (let n = 0; n < 2; n += 1) {
      expect(await call("GET", "/wms/orders", { token })).toMatchObject({
        status,
        body: { origin: "trackstar" },
      });
    }
    expect(await call("GET", "/wms/orders", { token })).toMatchObject({ status: 200 });
  });

  it("stop the crawls until the account is linked again, keeping id and token", async () => {
    const { call, token, connectionId, fail, count, link } = await ready();
    await fail("preventing-sync");
    await count("wh-reno", "MUG-SAGE", 7);
    const crawl = () =>
      call("POST", "/sandbox/crawl", { body: { connectionId, functions: ["get_inventory"] } });
    expect((await crawl()).body).toMatchObject({ crawls: [{ crawled: false }] });
    expect((await call("GET", `/connections/${connectionId}`)).body).toMatchObject({
      data: {
        errors: [{ error_message: "Invalid credentials", affected_endpoints: [{ preventing_sync: true }, {}, {}, {}, {}, {}] }],
        sync_schedules: [{ sync_status: "error" }, {}, {}, {}, {}, {}],
      },
    }); // prettier-ignore
    expect(await link("northline")).toEqual({ token, connectionId });
    expect((await crawl()).body).toMatchObject({ crawls: [{ crawled: true }] });
    const item = listOf(await call("GET", "/wms/inventory?sku=MUG-SAGE", { token })).data[0];
    expect(item?.inventory_by_warehouse_id).toMatchObject({ "wh-reno": { sellable: 7 } });
  });
});

describe("cancelling an order", () => {
  it("gives the units back and answers with the cancelled order", async () => {
    const { create, call, token } = await ready();
    const { body } = await create(orderBody);
    const cancelled = await call("PUT", `/wms/orders/${String(body.id)}/cancel`, { token });
    expect(cancelled).toMatchObject({ status: 200, body: { data: { status: "cancelled" } } });
    const stock = await call("GET", "/sandbox/wms/stock?sku=MUG-SAGE&warehouseId=wh-reno");
    expect(stock.body).toMatchObject({ stock: [{ committed: 0, fulfillable: 20 }] });
  });

  it("of another account's order is impossible", async () => {
    const { create, call, link } = await ready();
    const { body } = await create(orderBody);
    const other = await link("harborside");
    const path = `/wms/orders/${String(body.id)}/cancel`;
    expect(await call("PUT", path, { token: other.token })).toMatchObject({ status: 404 });
  });

  it("that has shipped is refused, and a crawl brings its tracking", async () => {
    const { create, call, token, connectionId } = await ready();
    const { body } = await create(orderBody);
    const id = String(body.id);
    await call("POST", `/sandbox/wms/orders/${id}/ship`);
    expect(await call("PUT", `/wms/orders/${id}/cancel`, { token })).toMatchObject({
      status: 400,
      body: { origin: "integration", error: "The order is already fulfilled" },
    });
    expect(await call("GET", `/wms/orders/${id}`, { token })).toMatchObject({
      body: { data: { status: "open" } },
    });
    await call("POST", "/sandbox/crawl", { body: { connectionId } });
    const shipped = await call("GET", `/wms/orders/${id}`, { token });
    expect(shipped).toMatchObject({
      body: { data: { status: "fulfilled", shipments: [{ status: "shipped" }] } },
    });
    expect(JSON.stringify(shipped.body)).toMatch(/"packages":\[\{[^}]*"tracking_number":"SBX[0-9A-F]{15}"/);
  });
});

describe("inbound shipments and tags", () => {
  it("announced goods are awaited, and received goods are on the shelf", async () => {
    const { call, token, connectionId } = await ready();
    const announced = await call("POST", "/wms/inbound-shipments", {
      token,
      body: {
        purchase_order_number: "PO-7",
        expected_arrival_date: "2026-11-20T00:00:00Z",
        warehouse_id: "wh-reno",
        line_items: [{ sku: "MUG-SAGE", expected_quantity: 30 }],
      },
    });
    expect(announced).toMatchObject({ status: 200, body: { data: { status: "open", receipts: [] } } });
    const stock = async () => (await call("GET", "/sandbox/wms/stock?sku=MUG-SAGE&warehouseId=wh-reno")).body;
    expect(await stock()).toMatchObject({ stock: [{ awaiting: 30, onhand: 20 }] });
    await call("POST", `/sandbox/wms/inbound-shipments/${String(announced.body.id)}/receive`);
    expect(await stock()).toMatchObject({ stock: [{ awaiting: 0, onhand: 50, fulfillable: 50 }] });
    await call("POST", "/sandbox/crawl", { body: { connectionId } });
    expect(listOf(await call("GET", "/wms/inbound-shipments", { token })).data).toMatchObject([
      { status: "received", receipts: [{ line_items: [{ sku: "MUG-SAGE", quantity: 30 }] }] },
    ]);
  });

  it("tags replace the list and survive a crawl", async () => {
    const { call, token, connectionId } = await ready();
    const path = "/wms/warehouses/wh-reno/trackstar-tags";
    const tagged = await call("PUT", path, {
      token,
      body: { trackstar_tags: ["west", { tenant: "shop-1" }] },
    });
    expect(tagged).toMatchObject({ status: 200 });
    await call("POST", "/sandbox/crawl", { body: { connectionId } });
    const reno = await call("GET", "/wms/warehouses/wh-reno", { token });
    expect(reno.body).toMatchObject({
      data: { name: "Reno", trackstar_tags: ["west", { tenant: "shop-1" }] },
    });
  });
});
