import { BlockStack, Card, InlineStack, List, Text } from "@shopify/polaris";
import { formatCount, plural } from "#app/components/format.ts";
import type { OpenedBackTest } from "#app/services/routing/back-test/open-back-test.server.ts";

type Tally = NonNullable<OpenedBackTest["summary"]>["tally"];

/** How much of what was decided by itself the live setup decides the same way again. */
export function ReproductionCard({ tally }: { tally: Tally }) {
  const { decisions, reproduced, causes, unreadable } = tally;
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingMd">
            Decided the same again
          </Text>
          <Text as="p" variant="headingMd">
            {sharePart(reproduced, decisions)}
          </Text>
        </InlineStack>
        <Text as="p" tone="subdued">
          {`${formatCount(reproduced)} of ${plural(decisions, "automatic decision")}. Warehouses chosen by a person do not count.`}
        </Text>
        {causes.length > 0 && (
          <List>
            {causes.map(({ cause, label, sentence, count }) => (
              <List.Item key={cause}>{`${label}: ${formatCount(count)}. ${sentence}`}</List.Item>
            ))}
          </List>
        )}
        {unreadable > 0 && (
          <Text
            as="p"
            tone="subdued"
          >{`${plural(unreadable, "decision")} left out: their orders lack facts now.`}</Text>
        )}
      </BlockStack>
    </Card>
  );
}

/** Cut, not rounded: only all of them are 100%. */
const sharePart = (part: number, whole: number) =>
  whole === 0 ? "—" : `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)}%`;
