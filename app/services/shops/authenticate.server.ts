import { decodeJwt } from "jose";
import { shopify } from "#app/shopify.server.ts";

type Authenticated = Awaited<ReturnType<typeof shopify.authenticate.admin>>;

/**
 * Signs the merchant's request in. The library checks signature, audience and times that are present; that the token
 * ends at all and that its issuer is the shop it speaks for is checked here, before anything is exchanged for it.
 */
export async function authenticate(request: Request): Promise<Authenticated> {
  const header = request.headers.get("authorization");
  if (header !== null) {
    if (!isComplete(header.replace("Bearer ", ""))) throw retryWithFreshToken();
    return shopify.authenticate.admin(request);
  }
  const url = new URL(request.url);
  const token = url.searchParams.get("id_token");
  if (token === null || isComplete(token)) return shopify.authenticate.admin(request);
  // Without its token a page is sent to fetch a new one.
  url.searchParams.delete("id_token");
  return shopify.authenticate.admin(new Request(url, request));
}

/** False for a token that never ends or whose issuer is another shop; an unreadable one is left to the library. */
function isComplete(token: string): boolean {
  const claims = readClaims(token);
  return claims === undefined || (claims.exp !== undefined && hostOf(claims.iss) === hostOf(claims["dest"]));
}

function readClaims(token: string) {
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}

const hostOf = (address: unknown): string | undefined =>
  typeof address === "string" && URL.canParse(address) ? new URL(address).hostname : undefined;

const retryWithFreshToken = () =>
  new Response(null, { status: 401, headers: { "X-Shopify-Retry-Invalid-Session-Request": "1" } });
