import { Badge, BlockStack, Card, InlineStack, List, Text } from "@shopify/polaris";
import { formatMoment, inSentence } from "#app/components/format.ts";
import type { OpenedOrder } from "#app/services/orders/open-order.server.ts";

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
                <InlineStack gap="200" blockAlign="center">
                  <Text as="span">{line.says}</Text>
                  {line.isPerson && <Badge size="small">By staff</Badge>}
                </InlineStack>
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
  <BlockStack gap="200">
    <Text as="h3" variant="headingSm">
      Earlier decisions
    </Text>
    {earlier.map((decision) => (
      <BlockStack key={decision.id}>
        <Text as="p">{`${decision.says} (${inSentence(formatMoment(decision.at, timeZone, now))})`}</Text>
        <Text as="p" tone="subdued">
          {decision.why}
        </Text>
      </BlockStack>
    ))}
  </BlockStack>
);
