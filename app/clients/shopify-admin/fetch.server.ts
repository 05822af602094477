import { seconds } from "#app/lib/duration.ts";

const shopHost = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
const patience = seconds(20);

/**
 * `fetch` for calls to Shopify: gives up after 20 seconds, and with an admin origin every call to a shop goes to that
 * origin instead, with the shop in X-Forwarded-Host. (The SDK knows no other scheme than https.)
 */
export function makeShopifyFetch(adminOrigin: string | undefined, send: typeof fetch = fetch): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init);
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(patience)]);
    const url = new URL(request.url);
    if (adminOrigin === undefined || !shopHost.test(url.hostname)) return send(request, { signal });

    const redirected = new Request(new URL(url.pathname + url.search, adminOrigin), request);
    redirected.headers.set("X-Forwarded-Host", url.hostname);
    return send(redirected, { signal });
  };
}
