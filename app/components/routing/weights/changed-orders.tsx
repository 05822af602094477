import { BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Comparison, Shipping } from "#app/services/routing/preview/compare-tries.ts";
import { inSentence, tellReason } from "#app/services/routing/reasons.ts";

const shownAtFirst = 8;

interface ChangedOrdersProps {
  readonly comparison: Comparison;
  readonly names: ReadonlyMap<string, string>;
}

/** The orders that would ship differently: from where, to where. */
export function ChangedOrders({ comparison: { changes }, names }: ChangedOrdersProps) {
  const [isWhole, setWhole] = useState(false);
  if (changes.length === 0) return null;
  const shown = isWhole ? changes : changes.slice(0, shownAtFirst);
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        Orders that would change
      </Text>
      {shown.map(({ id, number, now, next }) => (
        <InlineStack key={id} align="space-between" gap="200">
          <Link url={`/app/orders/${id}`}>{number}</Link>
          <Text as="span" breakWord>
            {`${tell(now, names)} → ${tell(next, names)}`}
          </Text>
        </InlineStack>
      ))}
      {shown.length < changes.length && (
        <InlineStack>
          <Button variant="plain" onClick={() => setWhole(true)}>
            {`Show all ${changes.length}`}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

function tell({ warehouseIds, reason }: Shipping, names: ReadonlyMap<string, string>): string {
  if (warehouseIds.length === 0) return `not shipped, ${inSentence(tellReason(reason ?? "").label)}`;
  return warehouseIds.map((id) => names.get(id) ?? "a removed warehouse").join(" + ");
}
