import type { Channel } from "./channel.ts";

/** Asks the admin for a fresh session token, as shopify.idToken() does. */
export function createTokens(channel: Channel): () => Promise<string> {
  const waiting = new Map<number, (token: string) => void>();
  let requests = 0;
  channel.on("token", ({ request, token }) => {
    waiting.get(request)?.(token);
    waiting.delete(request);
  });
  return () =>
    new Promise((resolve, reject) => {
      if (!channel.inFrame) {
        reject(new Error("App Bridge: the app is not inside the admin"));
        return;
      }
      requests += 1;
      waiting.set(requests, resolve);
      channel.send({ type: "token", request: requests });
    });
}
