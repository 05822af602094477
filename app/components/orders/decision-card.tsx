import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  Collapsible,
  Divider,
  InlineStack,
  List,
  Text,
} from "@shopify/polaris";
import { useId, useState } from "react";
import { formatCount, formatDate, formatMoment, inSentence } from "#app/components/format.ts";
import type { OpenedOrder, ToldDecision } from "#app/services/orders/open-order.server.ts";
import { ScoreBars } from "./score-bars.tsx";

const shownAtFirst = 4;

/** The decision in force, as a person reads it. */
export function DecisionCard({ opened, decision }: { opened: OpenedOrder; decision: ToldDecision }) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {decision.headline}
            </Text>
            {decision.total !== null && <Badge>{`Score ${decision.total.toFixed(2)}`}</Badge>}
          </InlineStack>
          {decision.isShipping && <Text as="p">{decision.why}</Text>}
          <Text as="p" tone="subdued">
            {subline(opened, decision)}
          </Text>
        </BlockStack>
        {decision.scores.length > 0 && <ScoreBars scores={decision.scores} isChosen />}
        {decision.unfilled.length > 0 && <Unfilled lines={decision.unfilled} />}
        {decision.alternatives.length > 0 && <Alternatives decision={decision} />}
      </BlockStack>
    </Card>
  );
}

function subline({ timeZone, now }: OpenedOrder, { decidedAt, shipDate, stockAgeMinutes }: ToldDecision) {
  return [
    `Decided ${inSentence(formatMoment(decidedAt, timeZone, now))}`,
    shipDate !== null && `ships ${formatDate(shipDate)}`,
    stockAgeMinutes !== null && `stock counted ${age(stockAgeMinutes)} before`,
  ]
    .filter(Boolean)
    .join(" · ");
}

const age = (minutes: number) =>
  minutes < 90 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`;

const Unfilled = ({ lines }: { lines: ToldDecision["unfilled"] }) => (
  <BlockStack gap="200">
    <Text as="h3" variant="headingSm">
      Not shipped
    </Text>
    <List>
      {lines.map((line) => (
        <List.Item key={`${line.line_id}-${line.says}`}>
          {formatCount(line.quantity)} × {line.name}: {line.says}
        </List.Item>
      ))}
    </List>
  </BlockStack>
);

function Alternatives({ decision: { alternatives, isShipping } }: { decision: ToldDecision }) {
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
