import { notFound } from "#app/lib/http.server.ts";

/** Any other address. Without this route the router would print it, session token and all. */
export function loader() {
  throw notFound("page");
}

export default function Nothing() {
  return null;
}
