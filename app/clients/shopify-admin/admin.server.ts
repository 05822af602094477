import type { Session } from "@shopify/shopify-api";
import { connectDb } from "#app/db/client.server.ts";
import { sessionStorage } from "#app/shopify.server.ts";
import { shopifySdk } from "./api.server.ts";
import { freshSession } from "./refresh.server.ts";

/** Admin GraphQL of one shop, the same shape in a request (`authenticate.admin`) and in a job (`adminFor`). */
export interface AdminClient {
  /** Answers `{ data, extensions }`; errors are thrown, also those in an answer with HTTP 200. */
  graphql(
    query: string,
    options?: { variables?: Record<string, unknown> },
  ): Promise<{ json(): Promise<unknown> }>;
}

/** Admin GraphQL of one shop for work without a browser; its token is refreshed first if it is about to end. */
export async function adminFor(shopDomain: string): Promise<AdminClient> {
  const session = await freshSession(connectDb(), sessionStorage, shopDomain);
  return makeAdmin(session);
}

function makeAdmin(session: Session): AdminClient {
  const client = new shopifySdk.clients.Graphql({ session });
  return {
    async graphql(query, options) {
      return Response.json(await client.request(query, { variables: options?.variables }));
    },
  };
}
