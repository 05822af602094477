import { createHmac, randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { openDoor } from "#sandbox/demo/peer-control.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { openStage } from "./stage.ts";

const stage = await openStage("main");
const { demo, page, app, complaints, keep, inNav } = stage;
afterAll(() => stage.close());

const WmsOrders = z.object({
  orders: z.array(z.looseObject({ order_number: z.string(), status: z.string() })),
});
async function wmsOrders(number: string) {
  const answer = await openDoor(demo.urls.trackstar).call("GET", `/sandbox/wms/orders?orderNumber=${number}`);
  return WmsOrders.parse(answer).orders;
}

test("opening the app installs it", async () => {
  await page.goto(demo.urls.admin);
  await app.getByRole("heading", { name: "Set up Swyft" }).waitFor();
  await keep("1-home");
});

test("a person connects a WMS and its warehouses arrive", async () => {
  await stage.connectWms();
  await app.getByRole("heading", { name: "Northline WMS" }).waitFor();
  await keep("2-connected");
});

test("and decides that Swyft creates the orders", async () => {
  await app.getByRole("button", { name: "Change order creation for Northline WMS" }).click();
  await app.getByText("Swyft creates orders", { exact: true }).click();
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByText("Swyft sends each order to the warehouse it chose.", { exact: true }).waitFor();
});

test("an order placed in the shop shows its decision and reaches the WMS", async () => {
  await waitFor(async () => {
    await inNav("Orders").click();
    await inNav("Inventory").click();
    await app.getByRole("heading", { name: "Inventory" }).first().waitFor();
    return (await app.getByText("MUG-OAK").count()) > 0 || (await app.getByText("BOARD-AMBER").count()) > 0
      ? true
      : undefined;
  });
  await stage.placeOrder("MUG-OAK");
  await page.getByText("#1001").first().waitFor();

  // The list follows what happens: nobody has to load it again.
  await inNav("Orders").click();
  const order = app.getByRole("link", { name: "#1001" });
  await order.first().waitFor();
  await app.getByRole("row").filter({ hasText: "#1001" }).getByText("Routed").waitFor();
  await keep("3-orders");
  await order.first().click();
  await app
    .getByRole("heading", { name: /(Reno|Columbus)/ })
    .first()
    .waitFor();
  await app.getByText(/Score 0\.\d\d/).waitFor();
  await keep("4-decision");

  const [inWms, ...more] = await waitFor(async () => {
    const orders = await wmsOrders("1001");
    return orders.length > 0 ? orders : undefined;
  });
  expect(more).toEqual([]);
  expect(inWms?.order_number).toBe("1001");
});

test("nothing complained in the browser", () => {
  expect(complaints).toEqual([]);
});

test("while the database is away, a delivery is refused with 503 and stored once it is back", async () => {
  const deliver = () => {
    const body = JSON.stringify({ id: 1, admin_graphql_api_id: "gid://shopify/Order/1" });
    const hmac = createHmac("sha256", demo.env["SHOPIFY_API_SECRET"] ?? "")
      .update(body)
      .digest("base64");
    return fetch(`${demo.urls.web}/webhooks/shopify`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-shopify-hmac-sha256": hmac,
        "x-shopify-topic": "unknown/topic",
        "x-shopify-shop-domain": "swyft-demo.myshopify.com",
        "x-shopify-webhook-id": webhookId,
        "x-shopify-api-version": "2026-10",
        "x-shopify-triggered-at": new Date().toISOString(),
      },
    });
  };
  const webhookId = randomUUID();
  await demo.stack.takeDown("postgres");
  try {
    expect((await deliver()).status).toBe(503);
  } finally {
    await demo.stack.bringUp("postgres");
  }
  const status = await waitFor(async () => {
    const response = await deliver();
    return response.status === 503 ? undefined : response.status;
  });
  expect(status).toBe(200);
});

test("and a page offers to try again", async () => {
  await inNav("Orders").click();
  await app.getByRole("heading", { name: "Orders" }).first().waitFor();
  await demo.stack.takeDown("api");
  await inNav("Inventory").click();
  const retry = app.getByRole("button", { name: "Try again" });
  await retry.waitFor();
  await keep("5-outage");
  await demo.stack.bringUp("api");
  await retry.click();
  await app.getByRole("heading", { name: "Inventory" }).first().waitFor();
});
