import { Badge, BlockStack, Button, Divider, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ToldDecision } from "#app/services/orders/told-decision.ts";
import { useScores } from "./use-scores.tsx";

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
  const scores = useScores(alternative.name, alternative.scores);
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
          {scores.button}
        </InlineStack>
      </InlineStack>
      {scores.bars}
    </BlockStack>
  );
}
