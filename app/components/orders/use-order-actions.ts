import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { showToast } from "#app/components/show-toast.ts";
import { useAnswer } from "#app/components/use-answer.ts";
import type { OfferedActions } from "#app/services/orders/offered-actions.ts";
import type { OpenedOrder } from "#app/services/orders/open-order.server.ts";

export type ActionName = keyof OfferedActions;

export interface ActionAnswer {
  readonly outcome?: string;
  readonly message?: string;
  readonly errors?: Readonly<Record<string, readonly string[] | undefined>>;
}

const paths: Record<ActionName, string> = {
  choose: "override",
  routeAgain: "route-again",
  lock: "lock",
  unlock: "lock",
  hold: "hold",
  release: "release",
  recall: "recall",
  sendNow: "send-now",
};

export const actionPath = (orderId: string, name: ActionName) => `/app/orders/${orderId}/${paths[name]}`;

const done: Partial<Record<string, string>> = {
  queued: "Order queued for routing",
  released: "Order released",
  "held-otherwise": "Hold ended",
  requested: "Cancellation requested",
  published: "Order is being sent",
};

/** What a person does with the order: at once, or in a dialog that is open then. */
export function useOrderActions({ order }: OpenedOrder) {
  const [dialog, setDialog] = useState<ActionName | null>(null);
  const [sent, setSent] = useState<ActionName | null>(null);
  const fetcher = useFetcher<ActionAnswer>();
  useAnswer(fetcher.data, ({ outcome }) => {
    const isLock = outcome === "saved" || outcome === "unchanged";
    const said = isLock ? `Order ${sent === "lock" ? "locked" : "unlocked"}` : done[outcome ?? ""];
    if (said !== undefined) showToast(said);
  });
  return {
    dialog,
    close: () => setDialog(null),
    refusal: fetcher.state === "idle" ? fetcher.data?.message : undefined,
    sending: fetcher.state === "idle" ? null : sent,
    open: setDialog,
    send: (name: ActionName) => {
      setSent(name);
      setDialog(null);
      fetcher.submit(null, {
        method: name === "unlock" ? "DELETE" : "POST",
        action: actionPath(order.id, name),
      });
    },
  };
}
export type OrderActions = ReturnType<typeof useOrderActions>;
