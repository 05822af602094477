import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { apiVersion } from "#app/clients/shopify-admin/api.server.ts";
import { topics } from "#sandbox/shopify/webhooks/topics.ts";

const toml = readFileSync(new URL("../../../shopify.app.toml", import.meta.url), "utf8");

test("Shopify is told the API version the app speaks", () => {
  expect(/^api_version = "(.+)"$/m.exec(toml)?.[1]).toBe(apiVersion);
});

test("every topic the app works on is subscribed once, and all of them arrive at the webhook route", () => {
  const lists = [...toml.matchAll(/^ *(?:compliance_)?topics = \[([^\]]*)\]/gm)].map(
    ([, list]) => list ?? "",
  );
  const subscribed = lists.flatMap((list) => [...list.matchAll(/"([^"]+)"/g)].map(([, topic]) => topic));
  expect(subscribed.sort()).toEqual([...topics].sort());
  expect([...toml.matchAll(/^ *uri = "(.+)"$/gm)].map(([, uri]) => uri)).toEqual(
    lists.map(() => "/webhooks/shopify"),
  );
});
