import { useSortable } from "@dnd-kit/sortable";
import {
  ActionList,
  Badge,
  BlockStack,
  Box,
  Button,
  Checkbox,
  Icon,
  InlineStack,
  Link,
  Popover,
  Text,
} from "@shopify/polaris";
import { DragHandleIcon, MenuHorizontalIcon } from "@shopify/polaris-icons";
import { useState, type CSSProperties } from "react";
import type { RuleLint } from "#app/services/routing/setup/routing-setup.ts";
import { LintLine } from "./lint-line.tsx";
import type { RuleChange } from "./use-rule-changes.ts";

export interface ShownRule {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly sentence: string;
  readonly lints: readonly RuleLint[];
  /** Orders it matched lately, in words; null where there is nothing to say. */
  readonly matched: string | null;
}

interface RuleRowProps {
  readonly rule: ShownRule;
  readonly index: number;
  readonly count: number;
  readonly onChange: (change: RuleChange) => void;
  readonly onRemove: () => void;
}

/** A rule in the list: what it does, what is wrong with it, and what can be done with it. */
export function RuleRow(props: RuleRowProps) {
  const { rule, onChange } = props;
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } =
    useSortable({ id: rule.id });
  const style: CSSProperties = {
    transform: transform ? `translateY(${transform.y}px)` : undefined,
    transition,
    position: "relative",
    zIndex: isDragging ? 1 : undefined,
    background: "var(--p-color-bg-surface)",
    boxShadow: isDragging ? "var(--p-shadow-400)" : undefined,
  };
  return (
    <li ref={setNodeRef} style={style}>
      <Box padding={{ xs: "300", md: "400" }} borderBlockStartWidth="025" borderColor="border-secondary">
        <InlineStack gap="200" wrap={false} blockAlign="start">
          <button
            type="button"
            ref={setActivatorNodeRef}
            {...attributes}
            {...listeners}
            aria-label={`Move ${rule.name}`}
            style={handleStyle}
          >
            <Icon source={DragHandleIcon} tone="subdued" />
          </button>
          <Box width="100%">
            <RuleText rule={rule} />
          </Box>
          <InlineStack gap="200" wrap={false} blockAlign="center">
            <Checkbox
              label={
                <>
                  On<Text as="span" visuallyHidden>{`: ${rule.name}`}</Text>
                </>
              }
              checked={rule.isActive}
              onChange={(isActive) => onChange({ kind: "switch", ruleId: rule.id, isActive })}
            />
            <RuleMenu {...props} />
          </InlineStack>
        </InlineStack>
      </Box>
    </li>
  );
}

const handleStyle: CSSProperties = {
  all: "unset",
  cursor: "grab",
  padding: "var(--p-space-050)",
  borderRadius: "var(--p-border-radius-150)",
  outline: "revert",
  touchAction: "none",
};

function RuleText({ rule }: { rule: ShownRule }) {
  const isInvalid = rule.lints.some(({ severity }) => severity === "critical");
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm" breakWord>
          <Link url={`/app/routing/rules/${rule.id}`} removeUnderline monochrome>
            {rule.name}
          </Link>
        </Text>
        {!rule.isActive && <Badge>Off</Badge>}
        {isInvalid && <Badge tone="critical">Invalid</Badge>}
      </InlineStack>
      <Text as="p" breakWord>
        {rule.sentence}
      </Text>
      {rule.matched !== null && (
        <Text as="p" tone="subdued">
          {rule.matched}
        </Text>
      )}
      {rule.lints.map((lint) => (
        <LintLine key={lint.kind} lint={lint} />
      ))}
    </BlockStack>
  );
}

function RuleMenu({ rule, index, count, onChange, onRemove }: RuleRowProps) {
  const [isOpen, setOpen] = useState(false);
  const move = (position: number) => onChange({ kind: "move", ruleId: rule.id, position });
  const items = [
    { content: "Edit", url: `/app/routing/rules/${rule.id}` },
    { content: "Move up", disabled: index === 0, onAction: () => move(index - 1) },
    { content: "Move down", disabled: index === count - 1, onAction: () => move(index + 1) },
    { content: "Duplicate", onAction: () => onChange({ kind: "copy", ruleId: rule.id }) },
    { content: "Delete", destructive: true, onAction: onRemove },
  ];
  return (
    <Popover
      active={isOpen}
      onClose={() => setOpen(false)}
      preferredAlignment="right"
      autofocusTarget="first-node"
      activator={
        <Button
          icon={MenuHorizontalIcon}
          variant="tertiary"
          accessibilityLabel={`Actions for ${rule.name}`}
          onClick={() => setOpen(!isOpen)}
        />
      }
    >
      <ActionList actionRole="menuitem" items={items} onActionAnyItem={() => setOpen(false)} />
    </Popover>
  );
}
