import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Modal, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { showToast } from "#app/components/show-toast.ts";
import { useAnswer } from "#app/components/use-answer.ts";
import type { OpenedOrder } from "#app/services/orders/open-order.server.ts";
import { type ActionAnswer, actionPath } from "./use-order-actions.ts";

/** A person holds the order, for good or until a moment. */
export function HoldModal({ opened, onClose }: { opened: OpenedOrder; onClose: () => void }) {
  const { order, decision } = opened;
  const [note, setNote] = useState("");
  const [until, setUntil] = useState("");
  const fetcher = useFetcher<ActionAnswer>();
  useAnswer(fetcher.data, ({ outcome }) => {
    if (outcome !== "held") return;
    showToast("Order held");
    onClose();
  });
  const hold = () =>
    fetcher.submit(
      // The field speaks the browser's own time.
      { note, until: until === "" ? "" : new Date(until).toISOString() },
      { method: "POST", action: actionPath(order.id, "hold") },
    );
  return (
    <Modal
      open
      onClose={onClose}
      title={`Hold ${order.number}?`}
      primaryAction={{ content: "Hold order", loading: fetcher.state !== "idle", onAction: hold }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {fetcher.data?.message !== undefined && <Banner tone="critical">{fetcher.data.message}</Banner>}
          <Text as="p">
            {decision?.isShipping === true
              ? "It gives its stock back and is not sent. It is routed anew once it is released."
              : "It is not routed until it is released."}
          </Text>
          <TextField
            label="Note (optional)"
            value={note}
            onChange={setNote}
            autoComplete="off"
            multiline={2}
            maxLength={500}
            error={fetcher.data?.errors?.["note"]?.[0]}
          />
          <TextField
            label="Until (optional)"
            type="datetime-local"
            value={until}
            onChange={setUntil}
            autoComplete="off"
            helpText="Leave it empty to hold the order until somebody releases it."
            error={fetcher.data?.errors?.["until"]?.[0]}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
