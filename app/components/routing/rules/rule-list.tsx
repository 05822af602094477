import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { ConfirmModal } from "./confirm-modal.tsx";
import { RuleRow, type ShownRule } from "./rule-row.tsx";
import { moved, switched } from "./show-change.ts";
import { tellMoves } from "./tell-moves.ts";
import type { useRuleChanges } from "./use-rule-changes.ts";

interface RuleListProps {
  readonly rules: readonly ShownRule[];
  readonly changes: ReturnType<typeof useRuleChanges>;
  readonly addIsPrimary: boolean;
}

/** Rules in the order in which they win, to be put into another one by mouse, touch or keyboard. */
export function RuleList({ rules: saved, changes, addIsPrimary }: RuleListProps) {
  const { change, pending } = changes;
  const [removing, setRemoving] = useState<ShownRule | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const rules = switched(moved(saved, pending), pending);
  const ids = rules.map(({ id }) => id);

  function drop({ active, over }: DragEndEvent) {
    if (!over || active.id === over.id) return;
    const position = ids.findIndex((id) => id === over.id);
    change({ kind: "move", ruleId: String(active.id), position });
  }

  return (
    <Card padding="0">
      <Box padding={{ xs: "300", md: "400" }}>
        <InlineStack align="space-between" blockAlign="start" gap="300" wrap={false}>
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd" id="rules">
              Rules
            </Text>
            <Text as="p" tone="subdued">
              Every rule that matches an order applies. Where two disagree, the higher one wins.
            </Text>
          </BlockStack>
          <Box minWidth="fit-content">
            <Button url="/app/routing/rules/new" variant={addIsPrimary ? "primary" : "secondary"}>
              Add rule
            </Button>
          </Box>
        </InlineStack>
      </Box>
      <DndContext
        id="rules"
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={drop}
        accessibility={tellMoves(rules)}
      >
        <SortableContext items={ids} strategy={verticalListSortingStrategy}>
          <ol aria-labelledby="rules" style={{ listStyle: "none", margin: 0, padding: 0 }}>
            {rules.map((rule, index) => (
              <RuleRow
                key={rule.id}
                rule={rule}
                index={index}
                count={rules.length}
                onChange={change}
                onRemove={() => setRemoving(rule)}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {removing && (
        <ConfirmModal
          title={`Delete ${removing.name}?`}
          says="Orders follow it until you publish."
          confirm="Delete rule"
          isDestructive
          isBusy={false}
          onConfirm={() => {
            change({ kind: "remove", ruleId: removing.id });
            setRemoving(null);
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </Card>
  );
}
