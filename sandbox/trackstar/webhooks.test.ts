import { Webhook } from "svix";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { deliverDue } from "./courier.ts";
import { listDeliveries } from "./webhooks.ts";
import { startReceiver } from "./test-receiver.ts";
import { createTestPeer, orderBody, testSettings } from "./test-peer.ts";

const eventShape = z.looseObject({ event_type: z.string(), data: z.looseObject({}) });

async function ready() {
  const receiver = await startReceiver();
  const made = createTestPeer({ webhookUrl: receiver.url });
  await made.count("wh-reno", "MUG-SAGE", 20);
  const linked = await made.linkAndCrawl("northline");
  const deliver = async () => {
    while ((await deliverDue(made.peer)) > 0);
  };
  const types = () => receiver.received.map((each) => eventShape.parse(JSON.parse(each.body)).event_type);
  const fail = (fault: string, endpoint?: string) =>
    made.call("POST", "/sandbox/faults", {
      body: { connectionId: linked.connectionId, fault, endpoint, times: 1 },
    });
  return { ...made, ...linked, receiver, deliver, types, fail };
}

const lastEvent = (received: readonly { body: string }[]) =>
  eventShape.parse(JSON.parse(received.at(-1)?.body ?? "{}"));

describe("webhooks", () => {
  it("are signed as the official library verifies, and not with another secret", async () => {
    const { receiver, deliver } = await ready();
    await deliver();
    const [first] = receiver.received;
    if (!first) throw new Error("nothing arrived");
    expect(() => new Webhook(testSettings.webhookSecret).verify(first.body, first.headers)).not.toThrow();
    const other = new Webhook(`whsec_${Buffer.from("another secret").toString("base64")}`);
    expect(() => other.verify(first.body, first.headers)).toThrow();
    expect(() => new Webhook(testSettings.webhookSecret).verify(`${first.body} `, first.headers)).toThrow();
  });

  it("tell of the connection with its token, of each first crawl, and of none of its records", async () => {
    const { deliver, types, receiver, token } = await ready();
    await deliver();
    expect(types().toSorted()).toEqual([
      "connection.created",
      ...Array<string>(6).fill("connection.historical-sync-completed"),
    ]);
    expect(receiver.received.filter((each) => each.body.includes(token))).toHaveLength(1);
  });

  it("tell at once of a written order, and at the next crawl of stock and shipments", async () => {
    const { call, token, deliver, types, receiver, clock, connectionId } = await ready();
    await deliver();
    receiver.received.length = 0;
    const { body } = await call("POST", "/wms/orders", { token, body: orderBody });
    await deliver();
    expect(types()).toEqual(["order.created"]);
    expect(lastEvent(receiver.received)).toMatchObject({
      connection_id: connectionId,
      data: { order_number: "1001" },
    });
    clock.pass(10);
    await call("POST", `/sandbox/wms/orders/${String(body.id)}/ship`);
    await call("POST", "/sandbox/crawl");
    receiver.received.length = 0;
    await deliver();
    expect(types().toSorted()).toEqual(["inventory.updated", "order.shipment.created", "order.updated"]);
    const stock = receiver.received.find((each) => each.body.includes("inventory.updated"));
    expect(JSON.parse(stock?.body ?? "{}")).toMatchObject({
      data: { trackstar_updated_date: "2026-11-02T12:00:11.000Z" },
      previous_attributes: { "inventory_by_warehouse_id.wh-reno.onhand": 20 },
    });
  });

  it("are tried again after 5 seconds, then 5 minutes, with the same id", async () => {
    const { call, token, deliver, receiver, clock } = await ready();
    await deliver();
    receiver.received.length = 0;
    receiver.answers.push(503, 500);
    await call("POST", "/wms/orders", { token, body: orderBody });
    const attemptsAfter = async (seconds: number) => {
      clock.pass(seconds);
      await deliver();
      return receiver.received.length;
    };
    expect(await attemptsAfter(0)).toBe(1);
    expect(await attemptsAfter(4)).toBe(1);
    expect(await attemptsAfter(1)).toBe(2);
    expect(await attemptsAfter(299)).toBe(2);
    expect(await attemptsAfter(1)).toBe(3);
    expect(await attemptsAfter(100_000)).toBe(3);
    expect(new Set(receiver.received.map((each) => each.headers["svix-id"])).size).toBe(1);
  });

  it("can arrive twice, forged, late or never", async () => {
    const { call, token, deliver, types, receiver, fail, peer } = await ready();
    await deliver();
    receiver.received.length = 0;
    await fail("webhook-duplicate", "order.created");
    const { body } = await call("POST", "/wms/orders", { token, body: orderBody });
    await deliver();
    expect(types()).toEqual(["order.created", "order.created"]);
    expect(new Set(receiver.received.map((each) => each.headers["svix-id"])).size).toBe(1);

    receiver.received.length = 0;
    await fail("webhook-disorder", "order.updated");
    const path = `/wms/orders/${String(body.id)}`;
    await call("PUT", path, { token, body: { notes: "first" } });
    await call("PUT", path, { token, body: { notes: "second" } });
    await deliver();
    const notes = receiver.received.map(
      (each) => eventShape.parse(JSON.parse(each.body)).data.additional_fields,
    );
    expect(notes).toEqual([{ notes: "second" }, { notes: "first" }]);

    receiver.received.length = 0;
    await fail("webhook-drop");
    await call("PUT", path, { token, body: { notes: "third" } });
    await deliver();
    expect(receiver.received).toEqual([]);

    await fail("webhook-wrong-secret");
    await call("PUT", path, { token, body: { notes: "fourth" } });
    await deliver();
    const [forged] = receiver.received;
    expect(() =>
      new Webhook(testSettings.webhookSecret).verify(forged?.body ?? "", forged?.headers ?? {}),
    ).toThrow();
    expect(listDeliveries(peer).at(-1)).toMatchObject({ note: "signed with a wrong secret" });
  });

  it("about records stay away while the connection has them switched off", async () => {
    const { call, token, deliver, receiver } = await ready();
    await deliver();
    receiver.received.length = 0;
    await call("PATCH", "/connections", { token, body: { webhooks_disabled: true } });
    await call("POST", "/wms/orders", { token, body: orderBody });
    await deliver();
    expect(receiver.received).toEqual([]);
  });
});
