import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, ChoiceList, InlineStack, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { plural } from "#app/components/format.ts";
import { showToast } from "#app/components/show-toast.ts";
import { useAnswer } from "#app/components/use-answer.ts";
import type { OpenedConnection } from "#app/services/connections/open-connections.server.ts";

type Mode = OpenedConnection["orderCreation"];
const modes: readonly Mode[] = ["off", "swyft", "wms"];

const words: Record<Mode, { label: string; help: string; now: string }> = {
  off: {
    label: "Nobody yet",
    help: "Swyft decides which warehouse ships each order and sends nothing.",
    now: "Off. Swyft decides, but sends nothing to this WMS.",
  },
  swyft: {
    label: "Swyft creates orders",
    help: "Swyft sends each order to the warehouse it chose. Turn off any other order import of this WMS first, or orders ship twice.",
    now: "Swyft sends each order to the warehouse it chose.",
  },
  wms: {
    label: "The WMS imports orders itself",
    help: "The WMS reads orders from Shopify. Swyft shows the best warehouse and never creates orders.",
    now: "The WMS imports orders itself. Swyft only advises.",
  },
};

/** Who creates the orders in a WMS: said plainly, changed only after a confirmation. */
export function OrderCreation({ connection, action }: { connection: OpenedConnection; action: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <InlineStack align="space-between" blockAlign="start" gap="400">
      <BlockStack gap="050">
        <Text as="h3" variant="headingSm">
          Order creation
        </Text>
        <Text as="p">{words[connection.orderCreation].now}</Text>
        {connection.choosesWarehouseItself && (
          <Text as="p" tone="subdued">
            This WMS can't be told which warehouse to use. Its warehouses count as one choice.
          </Text>
        )}
      </BlockStack>
      <Button
        onClick={() => setOpen(true)}
        accessibilityLabel={`Change order creation for ${connection.name}`}
      >
        Change
      </Button>
      {isOpen && <ModeModal connection={connection} action={action} onClose={() => setOpen(false)} />}
    </InlineStack>
  );
}

interface ModeModalProps {
  readonly connection: OpenedConnection;
  readonly action: string;
  readonly onClose: () => void;
}

function ModeModal({ connection, action, onClose }: ModeModalProps) {
  const [mode, setMode] = useState<Mode>(connection.orderCreation);
  const fetcher = useFetcher<{ outcome?: string; message?: string }>();
  useAnswer(fetcher.data, ({ outcome }) => {
    if (outcome !== "set") return;
    showToast("Order creation saved");
    onClose();
  });
  const waiting = connection.waitingShipments;
  return (
    <Modal
      open
      onClose={onClose}
      title={`Who creates orders in ${connection.name}?`}
      primaryAction={{
        content: "Save",
        disabled: mode === connection.orderCreation,
        loading: fetcher.state !== "idle",
        onAction: () => fetcher.submit({ mode }, { method: "POST", action }),
      }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {fetcher.data?.message !== undefined && <Banner tone="critical">{fetcher.data.message}</Banner>}
          <ChoiceList
            title="Who creates orders"
            titleHidden
            choices={modes.map((value) => ({
              value,
              label: words[value].label,
              helpText: words[value].help,
            }))}
            selected={[mode]}
            onChange={([value]) => setMode(modes.find((each) => each === value) ?? mode)}
          />
          {mode === "swyft" && connection.orderCreation !== "swyft" && waiting > 0 && (
            <Banner tone="info">{`${plural(waiting, "waiting shipment")} will be sent right away.`}</Banner>
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
