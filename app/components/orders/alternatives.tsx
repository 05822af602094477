import { Badge, BlockStack, Box, Button, Collapsible, Divider, InlineStack, Text } from "@shopify/polaris";
import { useId, useState } from "react";
import type { ToldDecision } from "#app/services/orders/told-decision.ts";
import { ScoreBars } from "./score-bars.tsx";

const shownAtFirst = 4;

/** The warehouses that were not chosen, each with the reason and its scores. */
export function Alternatives({ decision: { alternatives, isShipping } }: { decision: ToldDecision }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? alternatives : alternatives.slice(0, shownAtFirst);
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {isShipping ? "Other warehouses" : "Warehouses"}
      </Text>
      {shown.map((alternative) => (
        <BlockStack key={alternative.id} gap="300">
          <Divider />
          <Alternative alternative={alternative} />
        </BlockStack>
      ))}
      {shown.length < alternatives.length && (
        <InlineStack>
          <Button variant="plain" onClick={() => setWhole(true)}>
            {`Show all ${alternatives.length}`}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

function Alternative({ alternative }: { alternative: ToldDecision["alternatives"][number] }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
        <BlockStack gap="050">
          <Text as="span" fontWeight="medium">
            {alternative.name}
          </Text>
          <Text as="span" tone="subdued">
            {alternative.says}
          </Text>
        </BlockStack>
        <InlineStack gap="200" blockAlign="center" wrap={false}>
          {!alternative.isExcluded && <Badge>{alternative.total.toFixed(2)}</Badge>}
          <Button
            variant="plain"
            disclosure={isOpen ? "up" : "down"}
            ariaExpanded={isOpen}
            ariaControls={id}
            accessibilityLabel={`Scores of ${alternative.name}`}
            onClick={() => setOpen(!isOpen)}
          >
            Scores
          </Button>
        </InlineStack>
      </InlineStack>
      <Collapsible id={id} open={isOpen}>
        <Box paddingBlock="200">
          <ScoreBars scores={alternative.scores} isChosen={false} />
        </Box>
      </Collapsible>
    </BlockStack>
  );
}
