import type { Locate } from "#app/lib/places.ts";
import type { Agenda } from "./agenda.ts";
import type { DayCounter } from "./day-counter.ts";
import type { PastEvent, World } from "./history.ts";
import type { ReplayRow } from "./replay-row.ts";
import type { Rounds } from "./rounds.ts";
import type { OrderStanding } from "./standing.ts";
import type { StockLedger } from "./stock-ledger.ts";
import type { Tally } from "./tally.ts";
import type { Waiting } from "./waiting.ts";

export type EventOf<Kind extends PastEvent["kind"]> = Extract<PastEvent, { kind: Kind }>;

/** What a replay works on. */
export interface Parts {
  readonly world: World;
  readonly locate: Locate;
  readonly ledger: StockLedger;
  readonly days: DayCounter;
  readonly agenda: Agenda;
  readonly rounds: Rounds;
  readonly orders: Map<string, OrderStanding>;
  readonly waiting: Waiting;
  readonly changed: Map<string, ReplayRow>;
  readonly tally: Tally;
}
