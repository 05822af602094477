import { randomUUID } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { Peer } from "../peer.ts";
import type { Shop } from "../store/shops.ts";

/** The one person who works in every sandbox admin. */
export const staffUserId = "88001122";

const Claims = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
});
export type SessionTokenClaims = z.infer<typeof Claims>;

const keyOf = (peer: Peer) => new TextEncoder().encode(peer.settings.apiSecret);

/** A session token (id_token) of the shop for this app, good for a minute unless said otherwise. */
export async function mintSessionToken(peer: Peer, shop: Shop, expiresInSeconds = 60): Promise<string> {
  const now = Math.floor(peer.now().getTime() / 1000);
  return new SignJWT({ dest: `https://${shop.domain}`, sid: randomUUID() })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(`https://${shop.domain}/admin`)
    .setAudience(peer.settings.apiKey)
    .setSubject(staffUserId)
    .setIssuedAt(now)
    .setNotBefore(Math.min(now, now + expiresInSeconds))
    .setExpirationTime(now + expiresInSeconds)
    .setJti(randomUUID())
    .sign(keyOf(peer));
}

/** The claims of a token that is signed for this app, is in time and belongs to this shop; null otherwise. */
export async function verifySessionToken(
  peer: Peer,
  shop: Shop,
  token: string,
): Promise<SessionTokenClaims | null> {
  try {
    const { payload } = await jwtVerify(token, keyOf(peer), {
      algorithms: ["HS256"],
      audience: peer.settings.apiKey,
      issuer: `https://${shop.domain}/admin`,
      requiredClaims: ["exp", "dest", "sub"],
      currentDate: peer.now(),
    });
    const claims = Claims.parse(payload);
    return claims.dest === `https://${shop.domain}` ? claims : null;
  } catch {
    return null;
  }
}
