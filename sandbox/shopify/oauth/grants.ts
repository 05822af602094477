import { z } from "zod";

const tokenTypes = "urn:shopify:params:oauth:token-type";

const TokenExchange = z.object({
  grant_type: z.literal("urn:ietf:params:oauth:grant-type:token-exchange"),
  subject_token: z.string(),
  subject_token_type: z.literal("urn:ietf:params:oauth:token-type:id_token"),
  requested_token_type: z.enum([`${tokenTypes}:offline-access-token`, `${tokenTypes}:online-access-token`]),
  expiring: z.enum(["0", "1"]).default("0"),
});

const Refresh = z.object({ grant_type: z.literal("refresh_token"), refresh_token: z.string() });

export const Grant = z.discriminatedUnion("grant_type", [TokenExchange, Refresh]);
export const Client = z.object({ client_id: z.string(), client_secret: z.string() });

export type TokenExchange = z.infer<typeof TokenExchange>;
export const isOnline = (grant: TokenExchange) =>
  grant.requested_token_type === `${tokenTypes}:online-access-token`;
