import { expect, test } from "vitest";
import { makeShopifyFetch } from "./fetch.server.ts";

interface Sent {
  url: string;
  method: string;
  forwardedHost: string | null;
  token: string | null;
  body: string;
}

function recorder() {
  const sent: Sent[] = [];
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    sent.push({
      url: request.url,
      method: request.method,
      forwardedHost: request.headers.get("x-forwarded-host"),
      token: request.headers.get("x-shopify-access-token"),
      body: await request.text(),
    });
    return new Response("{}");
  };
  return { sent, send };
}

const call = {
  method: "POST",
  body: '{"query":"{ shop { name } }"}',
  headers: { "X-Shopify-Access-Token": "t" },
};
const address = "https://demo.myshopify.com/admin/api/2026-10/graphql.json?a=1";

test("with an admin origin a call to a shop goes there whole, naming the shop", async () => {
  const { sent, send } = recorder();
  await makeShopifyFetch("http://localhost:4000", send)(address, call);
  expect(sent).toEqual([
    {
      url: "http://localhost:4000/admin/api/2026-10/graphql.json?a=1",
      method: "POST",
      forwardedHost: "demo.myshopify.com",
      token: "t",
      body: call.body,
    },
  ]);
});

test("without an admin origin a call goes to the shop itself", async () => {
  const { sent, send } = recorder();
  await makeShopifyFetch(undefined, send)(address, call);
  expect(sent).toMatchObject([{ url: address, forwardedHost: null, body: call.body }]);
});

test.each([
  "https://example.com/a",
  "https://myshopify.com.example.com/a",
  "https://demo.myshopify.com.evil.io/a",
])("a call to another host is never redirected: %s", async (other) => {
  const { sent, send } = recorder();
  await makeShopifyFetch("http://localhost:4000", send)(other);
  expect(sent).toMatchObject([{ url: other, forwardedHost: null }]);
});

test("a caller's own signal still ends the call", async () => {
  const send: typeof fetch = (_input, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener("abort", () => reject(new Error("ended by the caller")));
    });
  const controller = new AbortController();
  const answer = makeShopifyFetch(undefined, send)(address, { signal: controller.signal });
  controller.abort();
  await expect(answer).rejects.toThrow("ended by the caller");
});
