import { z } from "zod";

/** The control doors of the stand-ins and the app's own routes, as the embedded page would call them. */
export interface Door {
  call(method: "GET" | "POST", path: string, body?: unknown): Promise<unknown>;
}

/** A stand-in's control API: JSON in, JSON out. */
export function openDoor(url: string): Door {
  return {
    async call(method, path, body) {
      const response = await fetch(new URL(path, url), {
        method,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { "content-type": "application/json" },
        }),
      });
      const text = await response.text();
      if (!response.ok)
        throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
      return z.unknown().parse(JSON.parse(text));
    },
  };
}

// The Shopify library answers 410 to clients that look like programs.
const browser =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0 Safari/537.36";

/** Opens a document of the app the way the admin's iframe does. */
export const openDocument = (url: string): Promise<Response> =>
  fetch(url, { headers: { "user-agent": browser, accept: "text/html" }, redirect: "manual" });

/** Posts a form to the app the way its pages do, with a session token. */
export const postForm = (
  url: string,
  sessionToken: string,
  fields: Record<string, string>,
): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { "user-agent": browser, authorization: `Bearer ${sessionToken}`, accept: "application/json" },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
