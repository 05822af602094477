import type { OpenedOrder } from "#app/services/orders/open-order.server.ts";
import { ChooseWarehouseModal } from "./choose-warehouse-modal.tsx";
import { ConfirmModal } from "./confirm-modal.tsx";
import { HoldModal } from "./hold-modal.tsx";
import type { OrderActions } from "./use-order-actions.ts";

/** The dialog of the action that is being taken, if it has one. */
export function OrderDialogs({ opened, actions }: { opened: OpenedOrder; actions: OrderActions }) {
  const { dialog, close, send } = actions;
  switch (dialog) {
    case "choose":
      return <ChooseWarehouseModal opened={opened} onClose={close} />;
    case "hold":
      return <HoldModal opened={opened} onClose={close} />;
    case "recall":
    case "sendNow":
    case "routeAgain":
      return <ConfirmModal name={dialog} onConfirm={() => send(dialog)} onClose={close} />;
    case "lock":
    case "unlock":
    case "release":
    case null:
      return null;
  }
}
