import { z } from "zod";
import { type Db, unwrap } from "./client.server.ts";
import { optional, timestamp } from "./values.ts";

const SessionRow = z.object({
  id: z.string(),
  shop: z.string(),
  state: z.string(),
  isOnline: z.boolean(),
  scope: optional(z.string()),
  expires: optional(timestamp),
  accessToken: optional(z.string()),
  refreshToken: optional(z.string()),
  refreshTokenExpires: optional(timestamp),
  userId: optional(z.union([z.string(), z.number()]).transform(Number)),
  firstName: optional(z.string()),
  lastName: optional(z.string()),
  email: optional(z.string()),
  accountOwner: optional(z.boolean()),
  locale: optional(z.string()),
  collaborator: optional(z.boolean()),
  emailVerified: optional(z.boolean()),
});
const columns = Object.keys(SessionRow.shape).join(",");

/** A session as it is stored: its tokens are sealed. */
export type SessionRow = z.infer<typeof SessionRow>;

export async function saveSession(db: Db, row: SessionRow): Promise<void> {
  unwrap(
    await db.from("shopify_sessions").upsert({
      ...row,
      expires: row.expires?.toISOString() ?? null,
      refreshTokenExpires: row.refreshTokenExpires?.toISOString() ?? null,
    }),
  );
}

export async function findSession(db: Db, id: string): Promise<SessionRow | undefined> {
  // The client would repeat a failed read for seven seconds; a person waits for this one.
  const row = unwrap(
    await db.from("shopify_sessions").select(columns).eq("id", id).retry(false).maybeSingle(),
  );
  return row === null ? undefined : SessionRow.parse(row);
}

export async function findSessionsOfShop(db: Db, shopDomain: string): Promise<SessionRow[]> {
  const rows = unwrap(await db.from("shopify_sessions").select(columns).eq("shop", shopDomain));
  return z.array(SessionRow).parse(rows);
}

export async function removeSessions(db: Db, ids: string[]): Promise<void> {
  unwrap(await db.from("shopify_sessions").delete().in("id", ids));
}
