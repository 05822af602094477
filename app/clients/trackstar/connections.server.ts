import { z } from "zod";
import { connectionReply, exchangeReply, type ExchangeReply, type TrackstarConnection } from "./records.ts";
import type { TrackstarAccess, TrackstarHttp } from "./request.server.ts";

const anything = z.unknown();

/** Linking and managing connections: calls that need the organisation key, some also the connection's token. */
export function makeConnectionCalls(http: TrackstarHttp) {
  return {
    /** A short-lived token that opens the Link window; `connectionId` only to renew that connection's credentials. */
    createLinkToken: async (subject: { customerId: string; connectionId?: string }): Promise<string> => {
      const reply = await http.write({
        action: "create_link_token",
        method: "POST",
        path: "/link/token",
        body: {
          customer_id: subject.customerId,
          ...(subject.connectionId !== undefined && { connection_id: subject.connectionId }),
        },
        reply: z.object({ link_token: z.string().min(1) }),
      });
      return reply.value.link_token;
    },

    /**
     * The code the Link window gave, for the connection's permanent token. The customer id is not sent along:
     * the one in the reply is the shop the Link window was opened for.
     */
    exchangeCode: async (authCode: string): Promise<ExchangeReply> => {
      const reply = await http.write({
        action: "exchange_code",
        method: "POST",
        path: "/link/exchange",
        body: { auth_code: authCode },
        reply: exchangeReply,
      });
      return reply.value;
    },

    getConnection: (connectionId: string): Promise<TrackstarConnection> =>
      http.read({
        action: "get_connection",
        method: "GET",
        path: `/connections/${encodeURIComponent(connectionId)}`,
        reply: connectionReply,
      }),

    /** The cheapest call that needs nothing but the organisation key: resolves if Trackstar accepts it. */
    checkKey: async (): Promise<void> => {
      await http.read({ action: "list_connections", method: "GET", path: "/connections", reply: anything });
    },

    /** Deletes the connection the token belongs to. */
    deleteConnection: async (access: TrackstarAccess): Promise<void> => {
      await http.write({
        action: "delete_connection",
        method: "DELETE",
        path: "/connections",
        access,
        reply: anything,
      });
    },

    /** Asks Trackstar to read the WMS now; what is already being read is skipped. */
    forceSync: async (access: TrackstarAccess, functions: readonly string[] = []): Promise<void> => {
      await http.write({
        action: "force_sync",
        method: "POST",
        path: "/connections/sync",
        body: functions.length > 0 ? { functions_to_sync: functions } : {},
        access,
        reply: anything,
      });
    },
  };
}
