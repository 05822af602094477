import { BlockStack, Button, InlineStack, List, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ToldDecision } from "#app/services/orders/told-decision.ts";

const warehousesAtFirst = 3;

/** What would have changed the decision: the smallest change for each warehouse first, all of them on request. */
export function WouldChange({ changes }: { changes: ToldDecision["changes"] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole
    ? changes
    : changes.slice(0, warehousesAtFirst).map((change) => ({ ...change, says: change.says.slice(0, 1) }));
  const sentences = (all: ToldDecision["changes"]) => all.flatMap(({ says }) => says).length;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        What would have changed this
      </Text>
      {isWhole ? (
        shown.map(({ warehouseId, name, says }) => (
          <BlockStack gap="100" key={warehouseId}>
            <Text as="h4" fontWeight="medium">
              {name}
            </Text>
            <Sentences says={says} />
          </BlockStack>
        ))
      ) : (
        <Sentences says={shown.flatMap(({ says }) => says)} />
      )}
      {sentences(shown) < sentences(changes) && (
        <InlineStack>
          <Button variant="plain" onClick={() => setWhole(true)}>
            {`Show all ${sentences(changes)} changes`}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

const Sentences = ({ says }: { says: readonly string[] }) => (
  <List>
    {says.map((sentence) => (
      <List.Item key={sentence}>{sentence}</List.Item>
    ))}
  </List>
);
