import { randomUUID } from "node:crypto";
import type { Peer } from "../peer.ts";
import type { Shop } from "../store/shops.ts";
import { queryHmac } from "../webhooks/signature.ts";
import { mintSessionToken } from "./session-token.ts";

/** The URL an admin loads into the frame: the app's path with everything Shopify adds to the query. */
export async function embeddedUrl(
  peer: Peer,
  shop: Shop,
  path: string,
  ownQuery: URLSearchParams = new URLSearchParams(),
): Promise<string> {
  const query: Record<string, string> = {
    ...Object.fromEntries(ownQuery),
    embedded: "1",
    host: Buffer.from(`admin.shopify.com/store/${shop.handle}`).toString("base64").replace(/=+$/, ""),
    id_token: await mintSessionToken(peer, shop),
    locale: "en",
    session: randomUUID().replaceAll("-", ""),
    shop: shop.domain,
    timestamp: String(Math.floor(peer.now().getTime() / 1000)),
  };
  const url = new URL(path.startsWith("/") ? path : `/${path}`, peer.settings.appUrl);
  url.search = new URLSearchParams({ ...query, hmac: queryHmac(query, peer.settings.apiSecret) }).toString();
  return url.toString();
}
