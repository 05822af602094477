import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createApp } from "./server.ts";
import { createTestPeer } from "./test-peer.ts";

const tokenReply = z.object({ link_token: z.string() });
const codeReply = z.object({ auth_code: z.string() });

describe("Link", () => {
  it("exchanges an auth code once", async () => {
    const { call } = createTestPeer();
    const code = await call("POST", "/sandbox/auth-code", {
      body: { account: "northline", customerId: "shop-1" },
    });
    const { auth_code } = codeReply.parse(code.body);
    const first = await call("POST", "/link/exchange", { body: { auth_code } });
    expect(first).toMatchObject({
      status: 200,
      body: { integration_name: "northline-wms", customer_id: "shop-1" },
    });
    expect(first.body.available_actions).toContain("create_order");
    expect(await call("POST", "/link/exchange", { body: { auth_code } })).toMatchObject({ status: 422 });
  });

  it("lets an auth code expire", async () => {
    const { call, clock } = createTestPeer();
    const code = await call("POST", "/sandbox/auth-code", { body: { account: "northline" } });
    clock.pass(601);
    const { auth_code } = codeReply.parse(code.body);
    expect(await call("POST", "/link/exchange", { body: { auth_code } })).toMatchObject({ status: 422 });
  });

  it("gives the same connection, still its first owner's, when an account is linked twice", async () => {
    const { link, call } = createTestPeer();
    const mine = await link("northline", "shop-1");
    const theirs = await link("northline", "shop-2");
    expect(theirs).toEqual(mine);
    const { body } = await call("GET", `/connections/${mine.connectionId}`);
    expect(body).toMatchObject({ data: { customer_id: "shop-1" } });
  });

  it("after a disconnect makes a new connection, and the old token is dead", async () => {
    const { link, call } = createTestPeer();
    const old = await link("northline");
    const gone = await call("DELETE", "/connections", { token: old.token });
    expect(gone.body).toEqual({ id: old.connectionId, object: "connection", deleted: true });
    expect(await call("GET", "/wms/orders", { token: old.token })).toMatchObject({ status: 401 });
    expect((await link("northline")).connectionId).not.toBe(old.connectionId);
  });

  it("turns off functions the button disables", async () => {
    const { call } = createTestPeer();
    const grant = { account: "northline", disabledFunctions: ["create_order"] };
    const code = codeReply.parse((await call("POST", "/sandbox/auth-code", { body: grant })).body);
    const reply = await call("POST", "/link/exchange", { body: code });
    expect(reply.body.available_actions).not.toContain("create_order");
    const token = String(reply.body.access_token);
    expect(await call("POST", "/wms/orders", { token, body: {} })).toMatchObject({
      status: 403,
      body: { error: "create_order is disabled for this connection" },
    });
  });

  it("never lists access tokens", async () => {
    const { link, call } = createTestPeer();
    const { token } = await link("northline");
    expect(JSON.stringify((await call("GET", "/connections")).body)).not.toContain(token);
  });
});

describe("the Link window", () => {
  async function open(query = "") {
    const { peer, call } = createTestPeer();
    const reply = await call("POST", "/link/token", { body: { customer_id: "shop-9" } });
    const { link_token } = tokenReply.parse(reply.body);
    const app = createApp(peer);
    const page = await app.request(
      `/link/window?link_token=${link_token}&origin=http://localhost:3000${query}`,
    );
    const send = (fields: Record<string, string>) =>
      app.request("/link/window", { method: "POST", body: new URLSearchParams({ link_token, ...fields }) });
    return { status: page.status, text: await page.text(), send, call };
  }

  it("offers every system, or the one that was asked for", async () => {
    const all = await open();
    for (const name of ["Northline WMS", "Harborside WMS", "Shared 3PL"]) expect(all.text).toContain(name);
    const one = await open("&allow=harborside-wms");
    expect(one.text).toContain("Connect Harborside WMS");
    expect(one.text).not.toContain("Northline");
    expect((await open("&block=harborside-wms")).text).not.toContain("Harborside");
  });

  it("does not open without a link token", async () => {
    const { peer } = createTestPeer();
    const page = await createApp(peer).request("/link/window?link_token=link_guess");
    expect(page.status).toBe(401);
  });

  it("refuses a wrong key and answers the right one with a code for this shop", async () => {
    const { send, call } = await open();
    const wrong = await send({ integration: "northline-wms", credential: "nope" });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain("This key is not known");
    const right = await send({ integration: "northline-wms", credential: "demo-northline-key" });
    const [, auth_code] = /"authCode":"([^"]+)"/.exec(await right.text()) ?? [];
    const reply = await call("POST", "/link/exchange", { body: { auth_code } });
    expect(reply.body).toMatchObject({ customer_id: "shop-9", integration_name: "northline-wms" });
  });
});
