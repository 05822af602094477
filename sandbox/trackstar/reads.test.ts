import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crawlDue } from "./crawl.ts";
import { createTestPeer, listOf } from "./test-peer.ts";

describe("reading", () => {
  it("without a right key or token is refused", async () => {
    const { call, link } = createTestPeer();
    const { token } = await link("northline");
    const wrongKey = await call("GET", "/wms/orders", { token, headers: { "x-trackstar-api-key": "guess" } });
    expect(wrongKey).toMatchObject({ status: 401, body: { error: "Invalid API key", origin: "trackstar" } });
    expect(await call("GET", "/wms/orders")).toMatchObject({ status: 401 });
    expect(await call("GET", "/wms/orders", { token: "trackstar_other" })).toMatchObject({ status: 401 });
  });

  it("is empty without error until the first crawl is done", async () => {
    const { call, link, clock, peer } = createTestPeer();
    const { token, connectionId } = await link("northline");
    expect(await call("GET", "/wms/inventory", { token })).toMatchObject({
      status: 200,
      body: { data: [], next_token: null, total_count: 0 },
    });
    expect(crawlDue(peer)).toBe(0);
    clock.pass(1);
    expect(crawlDue(peer)).toBe(6);
    expect(listOf(await call("GET", "/wms/inventory", { token })).data.length).toBeGreaterThan(180);
    const { body } = await call("GET", `/connections/${connectionId}`);
    expect(body).toMatchObject({ data: { historical_sync_completed: { get_inventory: true } } });
  });

  it("shows old stock until the next crawl, and the new stock after it", async () => {
    const { call, linkAndCrawl, clock, peer, count } = createTestPeer();
    await count("wh-reno", "MUG-SAGE", 40);
    const { token } = await linkAndCrawl("northline");
    const sellable = async () =>
      listOf(await call("GET", "/wms/inventory?sku=MUG-SAGE", { token })).data[0]?.inventory_by_warehouse_id;
    expect(await sellable()).toMatchObject({ "wh-reno": { sellable: 40 } });
    await count("wh-reno", "MUG-SAGE", 3);
    clock.pass(3500);
    crawlDue(peer);
    expect(await sellable()).toMatchObject({ "wh-reno": { sellable: 40 } });
    clock.pass(101);
    crawlDue(peer);
    expect(await sellable()).toMatchObject({ "wh-reno": { sellable: 3, onhand: 3 } });
  });

  it("forgets an item no warehouse carries any more", async () => {
    const { call, linkAndCrawl, count } = createTestPeer();
    await count("wh-reno", "MUG-SAGE", 40);
    const { token, connectionId } = await linkAndCrawl("northline");
    for (const warehouseId of ["wh-reno", "wh-columbus"]) {
      await call("DELETE", "/sandbox/wms/stock", { body: { warehouseId, sku: "MUG-SAGE" } });
    }
    await call("POST", "/sandbox/crawl", { body: { connectionId, functions: ["get_inventory"] } });
    expect(listOf(await call("GET", "/wms/inventory?sku=MUG-SAGE", { token })).data).toEqual([]);
  });

  it("of Harborside's stock has no sellable figure", async () => {
    const { call, linkAndCrawl } = createTestPeer();
    const { token } = await linkAndCrawl("harborside");
    const { data } = listOf(await call("GET", "/wms/inventory?limit=1", { token }));
    expect(data[0]).toMatchObject({ sellable: null, warehouse_customer_id: null });
  });

  it("tells what an integration lacks with 501, what is unknown with 404", async () => {
    const { call, link } = createTestPeer();
    const { token } = await link("northline");
    const returns = await call("GET", "/wms/returns", { token });
    expect(returns).toMatchObject({
      status: 501,
      body: { error: "Endpoint get_returns is not implemented for Northline WMS" },
    });
    expect(await call("GET", "/wms/orders/ord-1", { token })).toMatchObject({
      status: 404,
      body: { id: "ord-1" },
    });
    expect(await call("GET", "/wms/shipments", { token })).toMatchObject({ status: 404 });
  });
});

describe("paging", () => {
  it("with any limit gives every record once", async () => {
    const { call, linkAndCrawl, clock } = createTestPeer();
    const { token } = await linkAndCrawl("northline");
    const all = listOf(await call("GET", "/wms/products", { token })).data.map((product) => product.id);
    expect(all).toHaveLength(203);
    const pages = fc.asyncProperty(fc.integer({ min: 20, max: 250 }), async (limit) => {
      const seen: string[] = [];
      for (let page: string | null = ""; page !== null;) {
        clock.pass(1);
        const query = `limit=${limit}${page === "" ? "" : `&page_token=${page}`}`;
        const { data, next_token } = listOf(await call("GET", `/wms/products?${query}`, { token }));
        seen.push(...data.map((product) => product.id));
        page = next_token;
      }
      expect(seen).toEqual(all);
    });
    await fc.assert(pages, { numRuns: 10 });
  });
});

describe("filters", () => {
  async function orders() {
    const made = createTestPeer();
    const { token } = await made.linkAndCrawl("threepl-shared");
    for (const n of [1, 2, 3]) {
      const body = {
        order_number: `SO-${n}`,
        reference_id: `Ref-${n}`,
        warehouse_customer_id: n === 3 ? "cust-plain-goods" : "cust-quay-supply",
        ship_to_address: {
          full_name: "Recipient 1", address1: "1 Test Street", city: "Denver", state: "CO", postal_code: "80205", country: "US",
        },
        line_items: [{ sku: "MUG-SAGE", quantity: 1 }],
        trackstar_tags: [{ tenant: `shop-${n}` }],
      }; // prettier-ignore
      expect(await made.call("POST", "/wms/orders", { token, body })).toMatchObject({ status: 200 });
      made.clock.pass(60);
    }
    const numbers = async (query: string) => {
      made.clock.pass(1);
      const answer = await made.call("GET", `/wms/orders?${query}`, { token });
      return listOf(answer)
        .data.map((order) => order.order_number)
        .toSorted();
    };
    return { ...made, token, numbers };
  }

  it("choose by number, reference, merchant, date and tag", async () => {
    const { numbers } = await orders();
    expect(await numbers("order_number=SO-2")).toEqual(["SO-2"]);
    expect(await numbers("order_number[in]=SO-1,SO-3")).toEqual(["SO-1", "SO-3"]);
    expect(await numbers("order_number[nin]=SO-1,SO-3")).toEqual(["SO-2"]);
    expect(await numbers("reference_id[eq-insensitive]=ref-3")).toEqual(["SO-3"]);
    expect(await numbers("reference_id=ref-3")).toEqual([]);
    expect(await numbers("warehouse_customer_id=cust-quay-supply")).toEqual(["SO-1", "SO-2"]);
    expect(await numbers("trackstar_updated_date[gte]=2026-11-02T12:01:00Z")).toEqual(["SO-2", "SO-3"]);
    expect(await numbers("created_date[lt]=2026-11-02T12:01:00Z")).toEqual(["SO-1"]);
    expect(await numbers("trackstar_tags[contains]=tenant:shop-2")).toEqual(["SO-2"]);
    expect(await numbers("trackstar_tags[not_contains]=tenant:shop-2")).toEqual(["SO-1", "SO-3"]);
    expect(await numbers("status=open&order_number[contains]=-3")).toEqual(["SO-3"]);
  });

  it("are ignored when ids are given", async () => {
    const { call, token, numbers } = await orders();
    const { data } = listOf(await call("GET", "/wms/orders?order_number=SO-2", { token }));
    expect(await numbers(`ids[in]=${data[0]?.id ?? ""}&order_number=SO-3`)).toEqual(["SO-2"]);
  });

  it.each([
    ["color=red", "color", "Unknown field."],
    ["sku=MUG-SAGE", "sku", "Unknown field."],
    ["status[like]=open", "status[like]", "Unknown operator."],
    ["limit=1001", "limit", "Must be 1 to 1000."],
    ["updated_date[gte]=2026-11-02", "updated_date[gte]", "Not a valid datetime (YYYY-MM-DDTHH:MM:SSZ)."],
    [`order_number[in]=${Array.from({ length: 101 }, (_, n) => n).join(",")}`, "order_number[in]", "At most 100 values are allowed."],
  ])("that are wrong answer 422 and name the parameter: %s", async (query, name, text) => {
    const { call, link } = createTestPeer();
    const { token } = await link("northline");
    const answer = await call("GET", `/wms/orders?${query}`, { token });
    expect(answer).toMatchObject({ status: 422, body: { detail: { query: { [name]: [text] } } } });
  }); // prettier-ignore
});

describe("the rate limit", () => {
  it("lets ten reads a second through and says when to come back", async () => {
    const { call, link, clock } = createTestPeer();
    const { token } = await link("northline");
    const answers = await Promise.all(
      Array.from({ length: 11 }, () => call("GET", "/wms/orders", { token })),
    );
    expect(answers.slice(0, 10).map((answer) => answer.status)).toEqual(Array(10).fill(200));
    expect(answers[9]?.headers.get("x-ratelimit-remaining")).toBe("0");
    const refused = answers[10];
    expect(refused?.status).toBe(429);
    expect(refused?.headers.get("retry-after")).toBe("1");
    expect(refused?.headers.get("x-ratelimit-limit")).toBe("10");
    expect(refused?.headers.get("x-ratelimit-reset")).toBe(String(clock.at.getTime() / 1000 + 1));
    clock.pass(1);
    expect(await call("GET", "/wms/orders", { token })).toMatchObject({ status: 200 });
  });

  it("counts writes apart from reads, and each connection for itself", async () => {
    const { call, link } = createTestPeer();
    const [one, other] = [await link("northline"), await link("harborside")];
    for (let n = 0; n < 10; n += 1) await call("GET", "/wms/orders", { token: one.token });
    expect(await call("GET", "/wms/orders", { token: one.token })).toMatchObject({ status: 429 });
    expect(await call("GET", "/wms/orders", { token: other.token })).toMatchObject({ status: 200 });
    const write = await call("POST", "/wms/orders", { token: one.token, body: {} });
    expect(write.headers.get("x-ratelimit-limit")).toBe("50");
    expect(write.status).toBe(422);
  });

  it("allows the list of integrations once a minute", async () => {
    const { call, clock } = createTestPeer();
    expect(await call("GET", "/integrations/wms")).toMatchObject({ status: 200 });
    const again = await call("GET", "/integrations/wms");
    expect(again.status).toBe(429);
    expect(Number(again.headers.get("retry-after"))).toBe(60);
    clock.pass(60);
    expect(await call("GET", "/integrations/wms")).toMatchObject({ status: 200 });
  });
});
