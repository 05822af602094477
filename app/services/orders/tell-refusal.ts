/** Why a person's wish about an order is refused, in a sentence that says what to do instead. */
const refusals = {
  shipped: "Part of this order has shipped already.",
  "in-wms": "The order is in the WMS already. Request its cancellation there first.",
  "being-sent": "Swyft is sending this order to the WMS right now. Try again in a minute.",
  "change-pending": "Swyft has asked the WMS to cancel this order. Wait for its answer.",
  "not-routable": "This order can't be routed as it is.",
  locked: "The order is locked. Unlock it first.",
  held: "The order is held. Release it first.",
  "decided-meanwhile": "The order was decided anew in the meantime. Look at it again, then choose.",
  "already-there": "This warehouse ships the order already.",
  "kept-changing": "Stock or settings kept changing. Try again.",
  "not-held": "Nobody holds this order any more.",
  "nothing-to-hold": "There is nothing left to hold on this order.",
  "not-decided": "Only an order that has its warehouse can be locked.",
  "not-waiting": "The order doesn't wait for a pick window any more.",
  "not-in-wms": "The order isn't in a WMS, so there is nothing to cancel.",
} as const;
export type Refusal = keyof typeof refusals;

export const tellRefusal = (refusal: Refusal): string => refusals[refusal];
