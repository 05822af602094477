import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether one of the secrets signed these bytes. All are tried, in time that does not depend on the signature:
 * after a rotation Shopify may sign with the old secret for an hour.
 */
export function isSignedBy(secrets: readonly string[], body: Uint8Array, signature: string | null): boolean {
  const given = Buffer.from(signature ?? "");
  return secrets.map((secret) => equals(given, sign(secret, body))).includes(true);
}

const sign = (secret: string, body: Uint8Array) =>
  Buffer.from(createHmac("sha256", secret).update(body).digest("base64"));

const equals = (given: Buffer, expected: Buffer) =>
  given.length === expected.length && timingSafeEqual(given, expected);
