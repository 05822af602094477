import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { all, jsonColumn, run } from "#sandbox/wms/sqlite.ts";
import type { Peer } from "./peer.ts";
import { Refusal, validationRefusal } from "./refusal.ts";

const callFaults = ["401", "403", "422", "429", "500", "501"] as const;
const callFaultName = z.enum(callFaults);
const statusByFault = { "401": 401, "403": 403, "422": 422, "429": 429, "500": 500, "501": 501 } as const;

export const faultNames = [
  ...callFaults,
  "write-reaches-wms-but-500",
  "slow",
  "preventing-sync",
  "webhook-duplicate",
  "webhook-disorder",
  "webhook-wrong-secret",
  "webhook-drop",
] as const;
export type FaultName = (typeof faultNames)[number];

const optionsShape = z.object({
  /** Replaces the usual error text. */
  error: z.string().optional(),
  origin: z.enum(["trackstar", "integration"]).optional(),
  /** For `slow`: how long the work waits. */
  delayMs: z.number().int().min(0).optional(),
  /** For `429`: what `retry-after` says. */
  retryAfterSeconds: z.number().int().min(0).optional(),
});

export const faultShape = optionsShape.extend({
  connectionId: z.string().optional(),
  fault: z.enum(faultNames),
  /** `POST /wms/orders`, or a path alone; a path counts for everything below it. For webhooks: an event type. */
  endpoint: z.string().optional(),
  /** How many calls it hits; without it, all until deleted. */
  times: z.number().int().positive().optional(),
});
export type FaultOrder = z.infer<typeof faultShape>;

const faultRow = z.object({
  id: z.number(),
  connection_id: z.string().nullable(),
  fault: z.enum(faultNames),
  endpoint: z.string().nullable(),
  options: jsonColumn(optionsShape),
  times_left: z.number().nullable(),
});
export type Fault = z.infer<typeof faultRow>;

export function addFault(peer: Peer, order: FaultOrder): number {
  const { connectionId, fault, endpoint, times, ...options } = order;
  const sql =
    "insert into fault (connection_id, fault, endpoint, options, times_left) values (?, ?, ?, ?, ?)";
  const written = peer.db
    .prepare(sql)
    .run(connectionId ?? null, fault, endpoint ?? null, JSON.stringify(options), times ?? null);
  return Number(written.lastInsertRowid);
}

export function listFaults(peer: Peer): Fault[] {
  return all(peer.db, faultRow, "select * from fault order by id");
}

/** Removes one fault, or all of them. */
export function removeFaults(peer: Peer, id?: number): number {
  return run(peer.db, "delete from fault where id = ifnull(?, id)", id ?? null);
}

export interface FaultTarget {
  readonly connectionId?: string | undefined;
  /** A method and path, or an event type. */
  readonly endpoint: string;
}

/** The oldest fault of these names that hits the target, counted as used. */
export function takeFault(peer: Peer, names: readonly FaultName[], target: FaultTarget): Fault | undefined {
  const fault = listFaults(peer).find((each) => names.includes(each.fault) && hits(each, target));
  if (fault && fault.times_left !== null) {
    run(peer.db, "update fault set times_left = times_left - 1 where id = ?", fault.id);
    run(peer.db, "delete from fault where id = ? and times_left <= 0", fault.id);
  }
  return fault;
}

function hits(fault: Fault, target: FaultTarget): boolean {
  if (fault.connection_id !== null && fault.connection_id !== target.connectionId) return false;
  if (fault.endpoint === null || fault.endpoint === target.endpoint) return true;
  const path = fault.endpoint.includes(" ") ? target.endpoint : target.endpoint.replace(/^\w+ /, "");
  return path === fault.endpoint || path.startsWith(`${fault.endpoint}/`);
}

/** Fails the call when a status fault is set for it. */
export function failIfAsked(peer: Peer, target: FaultTarget): void {
  const fault = takeFault(peer, callFaults, target);
  if (fault) throw refusalFor(fault, target.endpoint);
}

const usualDelayMs = 5000;

/** Keeps the call waiting when it is asked to be slow. */
export async function delayIfAsked(peer: Peer, target: FaultTarget): Promise<void> {
  const slow = takeFault(peer, ["slow"], target);
  if (slow) await wait(slow.options.delayMs ?? usualDelayMs);
}

const usualText = {
  "401": "Invalid access token",
  "403": "The action is disabled for this connection",
  "429": "Too many requests",
  "422": "Validation error",
  "500": "Internal server error",
  "501": "The endpoint is not implemented for this integration",
};

function refusalFor(fault: Fault, endpoint: string): Refusal {
  const name = callFaultName.parse(fault.fault);
  const { error, origin, retryAfterSeconds } = fault.options;
  if (name === "422" && error === undefined) {
    const where = endpoint.startsWith("GET") ? "query" : "json";
    return validationRefusal(where, { fault: ["Refused on request."] });
  }
  const body = { error: error ?? usualText[name], origin: origin ?? "trackstar" };
  const headers = name === "429" ? { "retry-after": String(retryAfterSeconds ?? 1) } : undefined;
  return new Refusal(statusByFault[name], body, headers);
}
