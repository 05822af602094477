import { z } from "zod";
import { all, booleanColumn, run } from "#sandbox/wms/sqlite.ts";
import { timestamp, type Peer } from "./peer.ts";

const keptCalls = 20_000;

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly connectionId: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly status: number;
  readonly requestId: string;
  readonly replayed: boolean;
}

const callRow = z.object({
  seq: z.number(),
  at: z.string(),
  method: z.string(),
  path: z.string(),
  query: z.string(),
  connection_id: z.string().nullable(),
  idempotency_key: z.string().nullable(),
  status: z.number(),
  request_id: z.string(),
  replayed: booleanColumn,
});

export function recordCall(peer: Peer, call: Call): void {
  run(
    peer.db,
    `insert into call (at, method, path, query, connection_id, idempotency_key, status, request_id, replayed)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    timestamp(peer),
    call.method,
    call.path,
    call.query,
    call.connectionId ?? null,
    call.idempotencyKey ?? null,
    call.status,
    call.requestId,
    call.replayed ? 1 : 0,
  );
  run(peer.db, "delete from call where seq <= (select max(seq) from call) - ?", keptCalls);
}

export interface CallQuery {
  readonly method?: string | undefined;
  readonly path?: string | undefined;
}

/** The calls made so far, oldest first; `path` matches from its start. */
export function listCalls(peer: Peer, query: CallQuery) {
  return all(
    peer.db,
    callRow,
    "select * from call where method = ifnull(?, method) and substr(path, 1, length(?)) = ? order by seq",
    query.method ?? null,
    query.path ?? "",
    query.path ?? "",
  );
}

export function forgetCalls(peer: Peer): number {
  return run(peer.db, "delete from call");
}
