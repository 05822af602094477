import "@shopify/shopify-api/adapters/node";
import { createHmac } from "node:crypto";
import { ApiVersion, shopifyApi } from "@shopify/shopify-api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isSignedBy } from "./verify-shopify.server.ts";

const secret = "the-current-secret";
const official = shopifyApi({
  apiKey: "key",
  apiSecretKey: secret,
  apiVersion: ApiVersion.October26,
  hostName: "localhost",
  isEmbeddedApp: true,
});

const sign = (body: Uint8Array | string, key: string) =>
  createHmac("sha256", key).update(body).digest("base64");

/** What Shopify's own library says about the same delivery. */
async function officialVerdict(body: string, signature: string): Promise<boolean> {
  const request = new Request("http://localhost/webhooks", {
    method: "POST",
    body,
    headers: {
      "x-shopify-hmac-sha256": signature,
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": "one.myshopify.com",
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": "1",
    },
  });
  const headers = Object.fromEntries(request.headers);
  const { valid } = await official.webhooks.validate({
    rawBody: body,
    rawRequest: { method: "POST", url: request.url, headers },
    rawResponse: {},
  });
  return valid;
}

const tampered = fc.constantFrom(
  (signature: string) => signature,
  (signature: string) => signature.toLowerCase(),
  (signature: string) => `${signature}=`,
  (signature: string) => signature.slice(0, -1),
  (signature: string) => ` ${signature}`,
  () => "A".repeat(44),
);

test("the verdict is that of Shopify's own library, for right, wrong and bent signatures", async () => {
  const body = fc.string({ unit: "grapheme", minLength: 1 });
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom(secret, "another"), tampered, async (text, key, bend) => {
      const signature = bend(sign(text, key));
      const verdict = isSignedBy([secret], Buffer.from(text), signature);
      expect(verdict).toBe((await officialVerdict(text, signature.trim())) && signature === signature.trim());
    }),
  );
});

test("one changed bit anywhere in the body spoils the signature", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.nat(7), (bytes, at, bit) => {
      const signature = sign(bytes, secret);
      const bent = Uint8Array.from(bytes);
      const index = at % bent.length;
      bent[index] = (bent[index] ?? 0) ^ (1 << bit);
      expect(isSignedBy([secret], bytes, signature)).toBe(true);
      expect(isSignedBy([secret], bent, signature)).toBe(false);
    }),
  );
});

test("the old secret still counts while it is listed", () => {
  const body = Buffer.from("{}");
  const signature = sign(body, "the-old-secret");
  expect(isSignedBy([secret, "the-old-secret"], body, signature)).toBe(true);
  expect(isSignedBy([secret], body, signature)).toBe(false);
});

test("no signature is a wrong one", () => {
  expect(isSignedBy([secret], Buffer.from("{}"), null)).toBe(false);
  expect(isSignedBy([secret], Buffer.from("{}"), "")).toBe(false);
});
