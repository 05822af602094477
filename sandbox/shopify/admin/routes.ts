import { Hono } from "hono";
import type { Peer } from "../peer.ts";

export function adminPageRoutes(_peer: Peer) {
  return new Hono();
}
