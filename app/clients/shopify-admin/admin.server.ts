import type { Session } from "@shopify/shopify-api";
import { connectDb } from "#app/db/client.server.ts";
import { sessionStorage } from "#app/shopify.server.ts";
import { shopifySdk } from "./api.server.ts";
import { freshSession } from "./refresh.server.ts";
import { statusOf } from "./status-of.ts";

/** Admin GraphQL of one shop, the same shape in a request (`authenticate.admin`) and in a job (`adminFor`). */
export interface AdminClient {
  /** Answers `{ data, extensions }`; errors are thrown, also those in an answer with HTTP 200. */
  graphql(
    query: string,
    options?: { variables?: Record<string, unknown> },
  ): Promise<{ json(): Promise<unknown> }>;
}

/**
 * Admin GraphQL of one shop for work without a browser. Its token is refreshed first when it is about to end, and
 * once more when Shopify refuses it early. Throws ShopAccessError when only the merchant can mend it.
 */
export async function adminFor(shopDomain: string): Promise<AdminClient> {
  let session = await freshSession(connectDb(), sessionStorage, shopDomain);
  return {
    async graphql(query, options) {
      try {
        return await send(session, query, options?.variables);
      } catch (error) {
        if (statusOf(error) !== 401) throw error;
        session = await freshSession(connectDb(), sessionStorage, shopDomain, session.accessToken);
        return send(session, query, options?.variables);
      }
    },
  };
}

async function send(session: Session, query: string, variables?: Record<string, unknown>): Promise<Response> {
  const client = new shopifySdk.clients.Graphql({ session });
  return Response.json(await client.request(query, { variables }));
}
