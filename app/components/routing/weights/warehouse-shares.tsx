import { BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useId } from "react";
import { formatPercent } from "#app/components/format.ts";
import type { Comparison, WarehouseShare } from "#app/services/routing/preview/compare-tries.ts";

interface SharesProps {
  readonly comparison: Comparison;
  readonly names: ReadonlyMap<string, string>;
}

/** Which part of the orders each warehouse ships, now and with other settings. */
export const WarehouseShares = ({ comparison, names }: SharesProps) => (
  <BlockStack gap="300">
    <Text as="h3" variant="headingSm">
      Orders per warehouse
    </Text>
    {comparison.shares.map((share) => (
      <Share
        key={share.warehouseId ?? "nobody"}
        name={share.warehouseId === null ? "Not shipped" : (names.get(share.warehouseId) ?? "")}
        share={share}
        orders={comparison.orders}
      />
    ))}
  </BlockStack>
);

function Share({ name, share, orders }: { name: string; share: WarehouseShare; orders: number }) {
  const id = useId();
  const [now, next] = [share.now / orders, share.next / orders];
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <Text as="span" id={id} breakWord>
          {name}
        </Text>
        <Text as="span" numeric fontWeight={share.now === share.next ? "regular" : "semibold"}>
          {share.now === share.next ? formatPercent(now) : `${formatPercent(now)} → ${formatPercent(next)}`}
        </Text>
      </InlineStack>
      <ProgressBar
        progress={Math.round(next * 100)}
        size="small"
        tone="highlight"
        animated={false}
        ariaLabelledBy={id}
      />
    </BlockStack>
  );
}
