import { Badge, BlockStack, Box, Button, Card, Collapsible, InlineStack, List, Text } from "@shopify/polaris";
import { useId, useState } from "react";
import { formatMoment, inSentence } from "#app/components/format.ts";
import type { OpenedOrder } from "#app/services/orders/open-order.server.ts";
import { ScoreBars } from "./score-bars.tsx";

/** What happened to the order, newest first, with the decisions that no longer hold. */
export function HistoryCard({ opened }: { opened: OpenedOrder }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          History
        </Text>
        <List gap="loose">
          {opened.history.map((line) => (
            <List.Item key={line.id}>
              <InlineStack gap="200" align="space-between" blockAlign="start">
                <BlockStack>
                  <InlineStack gap="200" align="start" blockAlign="center">
                    <Text as="span">{line.says}</Text>
                    {line.isPerson && <Badge size="small">By staff</Badge>}
                  </InlineStack>
                  {line.note !== null && (
                    <Text as="span" tone="subdued" breakWord>
                      {`“${line.note}”`}
                    </Text>
                  )}
                </BlockStack>
                <Text as="span" tone="subdued">
                  {formatMoment(line.at, opened.timeZone, opened.now)}
                </Text>
              </InlineStack>
            </List.Item>
          ))}
        </List>
        {opened.earlier.length > 0 && <EarlierDecisions opened={opened} />}
      </BlockStack>
    </Card>
  );
}

const EarlierDecisions = ({ opened: { earlier, timeZone, now } }: { opened: OpenedOrder }) => (
  <BlockStack gap="300">
    <Text as="h3" variant="headingSm">
      Earlier decisions
    </Text>
    {earlier.map((decision) => (
      <EarlierDecision
        key={decision.id}
        decision={decision}
        at={inSentence(formatMoment(decision.decidedAt, timeZone, now))}
      />
    ))}
  </BlockStack>
);

type Earlier = OpenedOrder["earlier"][number];

/** What was decided before stays readable with its scores. */
function EarlierDecision({ decision, at }: { decision: Earlier; at: string }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
        <BlockStack>
          <Text as="p">{`${decision.headline} (${at})`}</Text>
          <Text as="p" tone="subdued" breakWord>
            {decision.why}
          </Text>
        </BlockStack>
        {decision.scores.length > 0 && (
          <InlineStack wrap={false}>
            <Button
              variant="plain"
              disclosure={isOpen ? "up" : "down"}
              ariaExpanded={isOpen}
              ariaControls={id}
              accessibilityLabel={`Scores of the decision of ${at}`}
              onClick={() => setOpen(!isOpen)}
            >
              Scores
            </Button>
          </InlineStack>
        )}
      </InlineStack>
      <Collapsible id={id} open={isOpen}>
        <Box paddingBlock="200">
          <ScoreBars scores={decision.scores} isChosen={false} />
        </Box>
      </Collapsible>
    </BlockStack>
  );
}
