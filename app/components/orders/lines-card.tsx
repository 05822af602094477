import { BlockStack, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { formatCount, formatMoney } from "#app/components/format.ts";
import type { OpenedOrder } from "#app/services/orders/open-order.server.ts";

type Line = OpenedOrder["order"]["lines"][number];

/** What was ordered. */
export const LinesCard = ({ order }: { order: OpenedOrder["order"] }) => (
  <Card>
    <BlockStack gap="300">
      <Text as="h2" variant="headingMd">
        Items
      </Text>
      {order.lines.map((line, index) => (
        <BlockStack key={line.line_id ?? index} gap="300">
          {index > 0 && <Divider />}
          <LineRow line={line} currency={order.currency} />
        </BlockStack>
      ))}
    </BlockStack>
  </Card>
);

function LineRow({ line, currency }: { line: Line; currency: string | null }) {
  return (
    <InlineStack align="space-between" blockAlign="start" gap="400" wrap={false}>
      <BlockStack gap="050">
        <Text as="span" breakWord>
          {line.name ?? line.sku ?? "Item"}
        </Text>
        <Text as="span" tone="subdued" breakWord>
          {line.sku ? `SKU ${line.sku}` : "No SKU"}
          {line.requires_shipping === false ? " · Not shipped" : ""}
        </Text>
      </BlockStack>
      <div style={{ whiteSpace: "nowrap" }}>
        <Text as="span" numeric>
          {formatMoney(line.price, currency)} × {formatCount(line.quantity)}
        </Text>
      </div>
    </InlineStack>
  );
}
