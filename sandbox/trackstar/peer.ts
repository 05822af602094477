import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "#sandbox/wms/sqlite.ts";
import { openWms, type WmsStore } from "#sandbox/wms/store.ts";
import { schema } from "./schema.ts";
import type { Settings } from "./settings.ts";

/** The running peer: Trackstar's own database beside the WMS it stands in front of. */
export interface Peer {
  readonly settings: Settings;
  readonly db: DatabaseSync;
  readonly wms: WmsStore;
  readonly now: () => Date;
}

export function openPeer(settings: Settings, now: () => Date = () => new Date()): Peer {
  const inMemory = settings.stateFolder === ":memory:";
  const path = inMemory ? ":memory:" : join(settings.stateFolder, "trackstar.db");
  const db = openDatabase(path, schema);
  // A write that was running when the last process died will never finish: its key is free again.
  db.exec("delete from idempotency where status is null");
  return { settings, db, wms: openWms(settings.stateFolder, now), now };
}

export function timestamp(peer: Peer, laterSeconds = 0): string {
  return new Date(peer.now().getTime() + laterSeconds * 1000).toISOString();
}
