import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { z } from "zod";
import { envValue } from "#tests/support/stack.ts";
import type { Peer } from "#tests/support/peers.ts";

/** A user agent of a person; the library refuses what looks like a bot. */
export const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

const Counters = z.object({
  shops: z.record(z.string(), z.object({ token_exchanges: z.number(), refreshes: z.number() })),
});

export async function countersOf(peer: Peer, shop: string) {
  const { shops } = Counters.parse(await peer.call("GET", "/sandbox/metrics"));
  return shops[shop] ?? { token_exchanges: 0, refreshes: 0 };
}

/** A shop at the stand-in that nobody else uses. */
export async function openShop(
  peer: Peer,
  facts: { name?: string; timezone?: string } = {},
): Promise<string> {
  const shop = `id-${randomUUID().slice(0, 8)}.myshopify.com`;
  await peer.call("POST", "/sandbox/shops", { shop, ...facts });
  return shop;
}

/** What Shopify admin puts into the frame's address and App Bridge into its requests. */
export async function tokenOf(peer: Peer, shop: string): Promise<string> {
  const answer = await peer.call("GET", `/sandbox/session-token?shop=${shop}`);
  return z.object({ token: z.string() }).parse(answer).token;
}

/** A token signed with the app's secret whose claims are the test's own; an undefined claim is left out. */
export async function forgedToken(shop: string, claims: Record<string, unknown>): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const complete: Record<string, unknown> = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: envValue("SHOPIFY_API_KEY"),
    sub: "1",
    exp: now + 60,
    nbf: now,
    iat: now,
    ...claims,
  };
  const given = Object.fromEntries(Object.entries(complete).filter(([, value]) => value !== undefined));
  return new SignJWT(given)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(new TextEncoder().encode(envValue("SHOPIFY_API_SECRET")));
}

/** A fetch from inside the frame, as App Bridge sends it. */
export const frameRequest = (token: string, path = "/app") =>
  new Request(new URL(path, envValue("SHOPIFY_APP_URL")), {
    headers: { authorization: `Bearer ${token}`, "user-agent": userAgent },
  });

/** The address Shopify admin loads into the frame. */
export function frameAddress(shop: string, token: string | undefined, path = "/app"): string {
  const handle = shop.replace(".myshopify.com", "");
  const query = new URLSearchParams({
    embedded: "1",
    shop,
    host: Buffer.from(`admin.shopify.com/store/${handle}`).toString("base64").replace(/=+$/, ""),
    ...(token !== undefined && { id_token: token }),
  });
  return `${path}?${query.toString()}`;
}

export const documentRequest = (shop: string, token: string | undefined) =>
  new Request(new URL(frameAddress(shop, token), envValue("SHOPIFY_APP_URL")), {
    headers: { "user-agent": userAgent },
  });
