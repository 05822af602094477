import { z } from "zod";

/** What may go wrong on the way from the shop to the app; each switch is off by default. */
export const Faults = z.object({
  /** Every delivery arrives twice: same webhook id, same bytes. */
  duplicate: z.boolean(),
  /** Deliveries are collected for a moment and sent in shuffled order. */
  disorder: z.boolean(),
  /** Every delivery waits this long. */
  delayMs: z.number().int().min(0).max(3_600_000),
  /** Signed with a secret the app does not know. */
  wrongSecret: z.boolean(),
  /** Lost: never sent. */
  drop: z.boolean(),
  /** Signed correctly, but the body is cut short and no longer JSON. */
  badJson: z.boolean(),
});

export type Faults = z.infer<typeof Faults>;

export const noFaults: Faults = {
  duplicate: false,
  disorder: false,
  delayMs: 0,
  wrongSecret: false,
  drop: false,
  badJson: false,
};
