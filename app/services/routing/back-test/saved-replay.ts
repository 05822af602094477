import { z } from "zod";
import type { Appointment } from "./agenda.ts";
import type { SavedDays } from "./day-counter.ts";
import type { Round } from "./rounds.ts";
import type { OrderStanding } from "./standing.ts";
import type { SavedLedger } from "./stock-ledger.ts";
import type { Tally } from "./tally.ts";

/** A replay as it is kept between two slices of a run, in JSON. */
export interface SavedReplay {
  readonly ledger: SavedLedger;
  readonly days: SavedDays;
  readonly agenda: readonly Appointment[];
  readonly rounds: readonly Round[];
  readonly orders: readonly OrderStanding[];
  /** How many turns were given out in the line of orders that wait. */
  readonly turns: number;
  readonly tally: Tally;
}

const parts = z.object({
  ledger: z.object({}),
  days: z.array(z.unknown()),
  agenda: z.array(z.unknown()),
  rounds: z.array(z.unknown()),
  orders: z.array(z.unknown()),
  turns: z.int(),
  tally: z.object({}),
});

/** Only this program writes it, so its outline is proof enough. */
export const SavedReplay = z.custom<SavedReplay>((value) => parts.safeParse(value).success);
