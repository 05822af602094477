import { Modal, Text } from "@shopify/polaris";
import type { ActionName } from "./use-order-actions.ts";

interface Words {
  readonly title: string;
  readonly text: string;
  readonly button: string;
}

const words: Partial<Record<ActionName, Words>> = {
  recall: {
    title: "Request cancellation at the WMS?",
    text: "Swyft asks the WMS to cancel this order. If it agrees, the order is held here until you release it or choose a warehouse. If it is too late, the order ships as it was sent.",
    button: "Request cancellation",
  },
  routeAgain: {
    title: "Route this order again?",
    text: "The decision is taken back, and Swyft decides on today's stock and rules. It may choose the same warehouse.",
    button: "Route again",
  },
  sendNow: {
    title: "Send this order now?",
    text: "It goes to its warehouse as it is decided now. It is not assigned together with the other orders of its pick window.",
    button: "Send now",
  },
};

interface ConfirmModalProps {
  readonly name: ActionName;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once more before something that others notice. */
export function ConfirmModal({ name, onConfirm, onClose }: ConfirmModalProps) {
  const said = words[name];
  if (!said) return null;
  return (
    <Modal
      open
      onClose={onClose}
      title={said.title}
      primaryAction={{ content: said.button, onAction: onConfirm }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{said.text}</Text>
      </Modal.Section>
    </Modal>
  );
}
