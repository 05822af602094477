import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, ChoiceList, Modal, SkeletonBodyText, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { formatMoney, plural } from "#app/components/format.ts";
import { showToast } from "#app/components/show-toast.ts";
import { useAnswer } from "#app/components/use-answer.ts";
import type { OpenedChoices } from "#app/services/orders/open-choices.server.ts";
import type { OpenedOrder } from "#app/services/orders/open-order.server.ts";
import { type ActionAnswer, actionPath } from "./use-order-actions.ts";

interface ChooseWarehouseModalProps {
  readonly opened: OpenedOrder;
  readonly onClose: () => void;
}

/** A person sends the whole order to one warehouse, whatever Swyft would do. */
export function ChooseWarehouseModal({ opened: { order, decisionId }, onClose }: ChooseWarehouseModalProps) {
  const action = actionPath(order.id, "choose");
  const { load, data: choices } = useFetcher<OpenedChoices | { message: string }>();
  const fetcher = useFetcher<ActionAnswer>();
  const [warehouseId, setWarehouseId] = useState("");
  const [reason, setReason] = useState("");
  // What was on the page when it was opened: the page follows the order meanwhile.
  const [seenDecisionId] = useState(decisionId ?? "");
  useEffect(() => load(action), [load, action]);
  useAnswer(fetcher.data, ({ outcome }) => {
    if (outcome !== "saved") return;
    showToast("Warehouse chosen");
    onClose();
  });
  const offered = choices && "warehouses" in choices ? choices : null;
  const refusal = fetcher.data?.message ?? (choices && "message" in choices ? choices.message : undefined);
  const chosen = offered?.warehouses.find(({ id }) => id === warehouseId);
  const needsReason = chosen !== undefined && chosen.obstacle !== null;
  return (
    <Modal
      open
      onClose={onClose}
      title={`Choose a warehouse for ${order.number}`}
      primaryAction={{
        content: "Send it here",
        disabled: !chosen || (needsReason && reason.trim() === ""),
        loading: fetcher.state !== "idle",
        onAction: () => fetcher.submit({ warehouseId, reason, seenDecisionId }, { method: "POST", action }),
      }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {refusal !== undefined && <Banner tone="critical">{refusal}</Banner>}
          {!choices && <SkeletonBodyText lines={6} />}
          {offered && (
            <>
              <WarehouseChoices choices={offered} selected={warehouseId} onChange={setWarehouseId} />
              <TextField
                label={needsReason ? "Reason" : "Reason (optional)"}
                value={reason}
                onChange={setReason}
                autoComplete="off"
                multiline={2}
                maxLength={500}
                requiredIndicator={needsReason}
                error={fetcher.data?.errors?.["reason"]?.[0]}
                helpText={
                  needsReason ? "Swyft would not choose this warehouse, so say why you do." : undefined
                }
              />
              <Text as="p" tone="subdued">
                The whole order ships from there. It is locked after that: only your staff can move it.
              </Text>
            </>
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

interface WarehouseChoicesProps {
  readonly choices: OpenedChoices;
  readonly selected: string;
  readonly onChange: (id: string) => void;
}

const WarehouseChoices = ({ choices, selected, onChange }: WarehouseChoicesProps) => (
  <ChoiceList
    title="Warehouse"
    titleHidden
    choices={choices.warehouses.map((warehouse) => ({
      value: warehouse.id,
      label: warehouse.name,
      helpText: standing(warehouse, choices.unitsOrdered),
    }))}
    selected={[selected]}
    onChange={([id]) => onChange(id ?? "")}
  />
);

type Warehouse = OpenedChoices["warehouses"][number];

const standing = (warehouse: Warehouse, ordered: number): string =>
  [
    warehouse.isAutomatic && "Swyft's choice",
    warehouse.obstacle?.replace(/\.$/, ""),
    `score ${warehouse.total.toFixed(2)}`,
    `${Math.min(warehouse.unitsAvailable, ordered)} of ${plural(ordered, "unit")}`,
    warehouse.transitDays !== null && plural(warehouse.transitDays, "day"),
    warehouse.cost !== null && formatMoney(String(warehouse.cost), warehouse.currency),
  ]
    .filter(Boolean)
    .join(" · ")
    .replace(/^./, (letter) => letter.toUpperCase());
