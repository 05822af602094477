import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";
import type { DecisionRow } from "./routing.server.ts";

/** A decision made by a person, with the automatic one they saw. */
export interface ChoiceRow extends DecisionRow {
  readonly chosen_by: string;
  readonly choice_reason: string | null;
  readonly seen_decision_id: string | null;
}

const MissingUnits = z.array(z.object({ sku: z.string(), quantity: z.int() }));

const Overridden = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("saved"), missing: MissingUnits }),
  z.object({ outcome: z.literal("reason-needed"), missing: MissingUnits, is_full: z.boolean() }),
  z.object({
    outcome: z.enum([
      "order-not-found",
      "order-changed",
      "decided-meanwhile",
      "already-there",
      "not-routable",
      "change-pending",
      "being-sent",
      "in-wms",
      "shipped",
    ]),
  }),
]);

/** Commits a person's choice of warehouse over any decision, unless a WMS has heard of the order. */
export const overrideDecision = (db: Db, shopId: string, row: ChoiceRow) =>
  callFunction(db, "override_decision", { p_shop_id: shopId, p_decision: JSON.stringify(row) }, Overridden);

const orderArgs = (shopId: string, orderId: string, actor: string) => ({
  p_shop_id: shopId,
  p_order_id: orderId,
  p_actor: actor,
});

/** Locks a decided order against every decision but a person's, or unlocks it. */
export const setOrderLock = (db: Db, shopId: string, orderId: string, actor: string, isLocked: boolean) =>
  callFunction(
    db,
    "set_order_lock",
    { ...orderArgs(shopId, orderId, actor), p_is_locked: isLocked },
    z.enum(["saved", "unchanged", "not-decided", "order-not-found"]),
  );

/** Holds an order no WMS has heard of; its decision is taken back. */
export const holdForPerson = (
  db: Db,
  shopId: string,
  orderId: string,
  actor: string,
  hold: { note: string | null; until: Date | null },
) =>
  callFunction(
    db,
    "hold_for_person",
    {
      ...orderArgs(shopId, orderId, actor),
      ...(hold.note !== null && { p_note: hold.note }),
      ...(hold.until !== null && { p_until: hold.until.toISOString() }),
    },
    z.enum([
      "held",
      "order-not-found",
      "nothing-to-hold",
      "change-pending",
      "being-sent",
      "in-wms",
      "shipped",
    ]),
  );

/** Ends the hold of a person, or of rules, which may not hold the order again. */
export const releaseOrder = (db: Db, shopId: string, orderId: string, actor: string) =>
  callFunction(
    db,
    "release_order",
    orderArgs(shopId, orderId, actor),
    z.enum(["released", "held-otherwise", "not-held", "order-not-found"]),
  );

/** Asks the WMS to give an order back, to be held once it has. */
export const recallOrder = (db: Db, shopId: string, orderId: string, actor: string) =>
  callFunction(
    db,
    "recall_order",
    orderArgs(shopId, orderId, actor),
    z.enum(["requested", "order-not-found", "not-in-wms", "change-pending", "shipped"]),
  );

/** Ends holds whose time has come. Answers how many. */
export const releaseDueHolds = (db: Db) => callFunction(db, "release_due_holds", {}, z.int());
