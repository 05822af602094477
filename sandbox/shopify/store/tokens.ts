import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";

const secret = (prefix: string) => `${prefix}_${randomBytes(16).toString("hex")}`;

export interface AccessToken {
  readonly shop: string;
  readonly scope: string;
}

export function issueAccessToken(
  db: DatabaseSync,
  token: { shop: string; scope: string; userId: string | null; expiresMs: number | null },
): string {
  const value = secret(token.userId === null ? "shpat" : "shpua");
  db.prepare(
    "insert into access_tokens (token, shop, user_id, scope, expires_ms) values (?, ?, ?, ?, ?)",
  ).run(value, token.shop, token.userId, token.scope, token.expiresMs);
  return value;
}

/** The shop a live token speaks for, or null when it is unknown, expired or revoked. */
export function findAccessToken(db: DatabaseSync, token: string, nowMs: number): AccessToken | null {
  const row = db
    .prepare(
      "select shop, scope from access_tokens where token = ? and (expires_ms is null or expires_ms > ?)",
    )
    .get(token, nowMs);
  return row === undefined ? null : z.object({ shop: z.string(), scope: z.string() }).parse(row);
}

/** Makes every live access token of the shop expire now; refresh tokens stay good. */
export function expireAccessTokens(db: DatabaseSync, shop: string, nowMs: number): void {
  db.prepare("update access_tokens set expires_ms = ? where shop = ?").run(nowMs, shop);
}

export function issueRefreshToken(
  db: DatabaseSync,
  token: { shop: string; parent: string | null; expiresMs: number },
): string {
  const value = secret("shprt");
  db.prepare(
    "insert into refresh_tokens (token, shop, parent, expires_ms, revoked) values (?, ?, ?, ?, 0)",
  ).run(value, token.shop, token.parent, token.expiresMs);
  return value;
}

/**
 * Takes a refresh token into use. It stays good until a token made from it is used, so that an answer lost on
 * the way costs nothing; from then on it is refused.
 */
export function takeRefreshToken(db: DatabaseSync, token: string, shop: string, nowMs: number): boolean {
  const row = db
    .prepare(
      "select parent from refresh_tokens where token = ? and shop = ? and revoked = 0 and expires_ms > ?",
    )
    .get(token, shop, nowMs);
  if (row === undefined) return false;
  const { parent } = z.object({ parent: z.string().nullable() }).parse(row);
  if (parent !== null) db.prepare("update refresh_tokens set revoked = 1 where token = ?").run(parent);
  return true;
}
