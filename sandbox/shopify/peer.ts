import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "./lib/clock.ts";
import type { Settings } from "./settings.ts";

/** What every part of the sandbox works with. */
export interface Peer {
  readonly settings: Settings;
  readonly db: DatabaseSync;
  readonly now: Clock;
  /** Tells the courier that deliveries wait. */
  readonly wake: () => void;
}
