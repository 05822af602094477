import { createHmac } from "node:crypto";

/** Base64 HMAC-SHA256 over the exact bytes of the body. */
export const webhookHmac = (body: Buffer, secret: string) =>
  createHmac("sha256", secret).update(body).digest("base64");

/** Hex HMAC-SHA256 over the sorted query, as Shopify signs the app's document URL. */
export function queryHmac(query: Readonly<Record<string, string>>, secret: string): string {
  const sorted = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac("sha256", secret).update(new URLSearchParams(sorted).toString()).digest("hex");
}
