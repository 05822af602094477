import type { Channel } from "./channel.ts";

/** Gives same-origin requests the session token; asks once more with a fresh one when the app says so. */
export function patchFetch(channel: Channel, idToken: () => Promise<string>): void {
  const original = window.fetch.bind(window);
  const withToken = async (request: Request): Promise<Response> => {
    const headers = new Headers(request.headers);
    if (!headers.has("authorization")) headers.set("authorization", `Bearer ${await idToken()}`);
    return original(new Request(request, { headers }));
  };
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (!channel.inFrame || url.origin !== location.origin) return original(input, init);
    const request = new Request(input, init);
    const again = request.clone();
    const response = await withToken(request);
    const reauthorize = response.headers.get("x-shopify-api-request-failure-reauthorize-url");
    if (reauthorize !== null)
      channel.send({ type: "open", url: new URL(reauthorize, location.href).toString() });
    return response.headers.has("x-shopify-retry-invalid-session-request") ? withToken(again) : response;
  };
}
