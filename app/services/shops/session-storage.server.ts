import { Session } from "@shopify/shopify-api";
import type { Logger } from "#app/clients/logger.server.ts";
import type { Db } from "#app/db/client.server.ts";
import {
  findSession,
  findSessionsOfShop,
  removeSessions,
  saveSession,
  type SessionRow,
} from "#app/db/sessions.server.ts";
import { decryptSecret, encryptSecret, SealError } from "#app/lib/crypto.server.ts";

/** Shopify's sessions in our database; both tokens are sealed before they leave the process. */
export function makeSessionStorage(db: Db, log: Logger) {
  const open = async (row: SessionRow): Promise<Session | undefined> => {
    try {
      return await openSession(row);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      // As good as no session: the next visit of the merchant exchanges a new token and replaces it.
      log.error({ err: error, session: row.id }, "a stored session does not open");
      return undefined;
    }
  };

  return {
    async storeSession(session: Session): Promise<boolean> {
      await saveSession(db, await sealSession(session));
      return true;
    },
    async loadSession(id: string): Promise<Session | undefined> {
      const row = await findSession(db, id);
      return row && open(row);
    },
    async deleteSession(id: string): Promise<boolean> {
      await removeSessions(db, [id]);
      return true;
    },
    async deleteSessions(ids: string[]): Promise<boolean> {
      await removeSessions(db, ids);
      return true;
    },
    async findSessionsByShop(shop: string): Promise<Session[]> {
      const sessions = await Promise.all((await findSessionsOfShop(db, shop)).map(open));
      return sessions.filter((session) => session !== undefined);
    },
  };
}

const place = (column: "accessToken" | "refreshToken", id: string) => `shopify_sessions.${column}.${id}`;

async function sealSession(session: Session): Promise<SessionRow> {
  const { id, shop, state, isOnline, accessToken, refreshToken } = session;
  const user = session.onlineAccessInfo?.associated_user;
  return {
    id,
    shop,
    state,
    isOnline,
    scope: session.scope ?? null,
    expires: session.expires ?? null,
    accessToken: accessToken ? await encryptSecret(accessToken, place("accessToken", id)) : null,
    refreshToken: refreshToken ? await encryptSecret(refreshToken, place("refreshToken", id)) : null,
    refreshTokenExpires: session.refreshTokenExpires ?? null,
    userId: user?.id ?? null,
    firstName: user?.first_name ?? null,
    lastName: user?.last_name ?? null,
    email: user?.email ?? null,
    accountOwner: user?.account_owner ?? null,
    locale: user?.locale ?? null,
    collaborator: user?.collaborator ?? null,
    emailVerified: user?.email_verified ?? null,
  };
}

async function openSession(row: SessionRow): Promise<Session> {
  const { id, shop, state, isOnline } = row;
  return new Session({
    id,
    shop,
    state,
    isOnline,
    ...(row.scope !== null && { scope: row.scope }),
    ...(row.expires && { expires: row.expires }),
    ...(row.accessToken && { accessToken: await decryptSecret(row.accessToken, place("accessToken", id)) }),
    ...(row.refreshToken && {
      refreshToken: await decryptSecret(row.refreshToken, place("refreshToken", id)),
    }),
    ...(row.refreshTokenExpires && { refreshTokenExpires: row.refreshTokenExpires }),
    ...(row.isOnline && { onlineAccessInfo: onlineAccess(row) }),
  });
}

function onlineAccess(row: SessionRow) {
  return {
    expires_in: row.expires ? Math.round((row.expires.getTime() - Date.now()) / 1000) : 0,
    associated_user_scope: row.scope ?? "",
    associated_user: {
      id: row.userId ?? 0,
      first_name: row.firstName ?? "",
      last_name: row.lastName ?? "",
      email: row.email ?? "",
      email_verified: row.emailVerified ?? false,
      account_owner: row.accountOwner ?? false,
      locale: row.locale ?? "",
      collaborator: row.collaborator ?? false,
    },
  };
}
