import { createHash } from "node:crypto";
import type { Context } from "hono";
import { z } from "zod";
import { first, run } from "#sandbox/wms/sqlite.ts";
import type { ApiVariables } from "./access.ts";
import { timestamp, type Peer } from "./peer.ts";
import { refusal } from "./refusal.ts";

const keptSeconds = 24 * 3600;
const longestKey = 255;

const keyRow = z.object({
  request: z.string(),
  status: z.number().nullable(),
  response: z.string().nullable(),
});

/**
 * Runs a write once per `Idempotency-Key` and connection. The same key again: the stored answer of a success,
 * 409 while the first is running, 400 for another request. A failed write frees its key.
 */
export async function once(
  peer: Peer,
  c: Context<ApiVariables>,
  body: unknown,
  write: () => Promise<Record<string, unknown>>,
): Promise<Response> {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return c.json(await write());
  if (key.length === 0 || key.length > longestKey)
    throw refusal(400, "Idempotency-Key must have 1 to 255 characters");
  const claim = { connectionId: c.get("connection").id, key, request: fingerprint(c, body) };
  const known = claimKey(peer, claim);
  if (known !== undefined) {
    c.header("Idempotent-Replayed", "true");
    c.header("Content-Type", "application/json");
    return c.body(known);
  }
  try {
    const answer = await write();
    const sql = "update idempotency set status = 200, response = ? where connection_id = ? and key = ?";
    run(peer.db, sql, JSON.stringify(answer), claim.connectionId, key);
    return c.json(answer);
  } catch (error) {
    run(peer.db, "delete from idempotency where connection_id = ? and key = ?", claim.connectionId, key);
    throw error;
  }
}

function fingerprint(c: Context<ApiVariables>, body: unknown): string {
  const request = `${c.req.method} ${c.req.path}\n${JSON.stringify(body ?? null)}`;
  return createHash("sha256").update(request).digest("hex");
}

interface Claim {
  readonly connectionId: string;
  readonly key: string;
  readonly request: string;
}

/** Takes the key, or answers what was said to it before. */
function claimKey(peer: Peer, claim: Claim): string | undefined {
  run(peer.db, "delete from idempotency where created_at < ?", timestamp(peer, -keptSeconds));
  const sql = "select * from idempotency where connection_id = ? and key = ?";
  const known = first(peer.db, keyRow, sql, claim.connectionId, claim.key);
  if (!known) {
    run(
      peer.db,
      "insert into idempotency (connection_id, key, request, created_at) values (?, ?, ?, ?)",
      claim.connectionId,
      claim.key,
      claim.request,
      timestamp(peer),
    );
    return undefined;
  }
  if (known.request !== claim.request) throw refusal(400, "Idempotency-Key was used for another request");
  if (known.response === null)
    throw refusal(409, "The first request with this Idempotency-Key is still running");
  return known.response;
}
