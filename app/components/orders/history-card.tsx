import { Badge, BlockStack, Card, InlineStack, List, Text } from "@shopify/polaris";
import { formatMoment, inSentence } from "#app/components/format.ts";
import type { OpenedOrder } from "#app/services/orders/open-order.server.ts";
import { useScores } from "./use-scores.tsx";

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
  const scores = useScores(`the decision of ${at}`, decision.scores);
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
        <BlockStack>
          <Text as="p">{`${decision.headline} (${at})`}</Text>
          <Text as="p" tone="subdued" breakWord>
            {decision.why}
          </Text>
        </BlockStack>
        {decision.scores.length > 0 && <InlineStack wrap={false}>{scores.button}</InlineStack>}
      </InlineStack>
      {scores.bars}
    </BlockStack>
  );
}
