import { SignJWT } from "jose";
import { expect, test } from "vitest";
import { demoShop, startTestSandbox, testKeys, Tokens } from "../testing.ts";

const shopName = "{ shop { myshopifyDomain } }";
const refreshWith = (refresh_token: string) => ({ grant_type: "refresh_token", refresh_token });

test("a session token is exchanged for an expiring offline token that opens the Admin API of its shop only", async () => {
  const sandbox = await startTestSandbox();
  const tokens = await sandbox.install();
  expect(tokens.expires_in).toBe(3600);
  const answer = await sandbox.graphql(tokens.access_token, shopName);
  expect(answer.body).toMatchObject({ data: { shop: { myshopifyDomain: demoShop } } });
  const foreign = await sandbox.graphql(tokens.access_token, shopName, {}, "other-shop.myshopify.com");
  expect(foreign.status).toBe(401);
});

test("an online token carries the staff member who asked", async () => {
  const sandbox = await startTestSandbox();
  const { body } = await sandbox.exchange(await sandbox.sessionToken(), demoShop, "online");
  expect(body).toMatchObject({ associated_user: { account_owner: true }, expires_in: 86400 });
  expect(body).not.toHaveProperty("refresh_token");
});

test("expired, forged and foreign session tokens are refused as invalid_subject_token", async () => {
  const sandbox = await startTestSandbox();
  const forged = await new SignJWT({ dest: `https://${demoShop}` })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(`https://${demoShop}/admin`)
    .setAudience(testKeys.apiKey)
    .setSubject("1")
    .setExpirationTime("1m")
    .sign(new TextEncoder().encode("another secret"));
  const expired = await sandbox.sessionToken(demoShop, -30);
  const foreign = await sandbox.sessionToken("other-shop.myshopify.com");
  for (const token of [forged, expired, foreign]) {
    const answer = await sandbox.exchange(token);
    expect(answer).toMatchObject({ status: 400, body: { error: "invalid_subject_token" } });
  }
});

test("a wrong client secret is refused", async () => {
  const sandbox = await startTestSandbox();
  const answer = await sandbox.token({ client_secret: "wrong", ...refreshWith("any") });
  expect(answer).toMatchObject({ status: 401, body: { error: "invalid_client" } });
});

test("a refresh token stays good until the token made from it is used", async () => {
  const sandbox = await startTestSandbox();
  const first = await sandbox.install();
  const lost = await sandbox.token(refreshWith(first.refresh_token));
  const second = Tokens.parse((await sandbox.token(refreshWith(first.refresh_token))).body);
  expect(lost.status).toBe(200);
  const third = await sandbox.token(refreshWith(second.refresh_token));
  expect(third.status).toBe(200);
  const late = await sandbox.token(refreshWith(first.refresh_token));
  expect(late).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  expect(await sandbox.get("/sandbox/metrics")).toMatchObject({
    shops: { [demoShop]: { token_exchanges: 1, refreshes: 3, refused_tokens: 1 } },
  });
});

test("expired access tokens are refused while their refresh token still works", async () => {
  const sandbox = await startTestSandbox();
  const tokens = await sandbox.install();
  await sandbox.post("/sandbox/expire-tokens", { shop: demoShop });
  expect((await sandbox.graphql(tokens.access_token, shopName)).status).toBe(401);
  const { body } = await sandbox.token(refreshWith(tokens.refresh_token));
  expect((await sandbox.graphql(Tokens.parse(body).access_token, shopName)).status).toBe(200);
});

test("uninstalling kills every token, and no token is given until the shop opens the app again", async () => {
  const sandbox = await startTestSandbox();
  const tokens = await sandbox.install();
  const session = await sandbox.sessionToken();
  await sandbox.post("/sandbox/uninstall", { shop: demoShop });
  expect((await sandbox.graphql(tokens.access_token, shopName)).status).toBe(401);
  expect((await sandbox.token(refreshWith(tokens.refresh_token))).status).toBe(400);
  expect((await sandbox.exchange(session)).status).toBe(400);
  await sandbox.post("/sandbox/install", { shop: demoShop });
  expect((await sandbox.exchange(session)).status).toBe(200);
});
