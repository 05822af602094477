import { BlockStack, Card, InlineStack, Tag, Text } from "@shopify/polaris";
import { formatMoney } from "#app/components/format.ts";
import type { OpenedOrder } from "#app/services/orders/open-order.server.ts";

/** Who the order goes to and what was paid. */
export function OrderSide({ order }: { order: OpenedOrder["order"] }) {
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Ship to
          </Text>
          <ShipTo order={order} />
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Order
          </Text>
          <Fact label="Total">{formatMoney(order.total, order.currency)}</Fact>
          <Fact label="Payment">{readable(order.payment)}</Fact>
          <Fact label="Shipping">{order.shippingMethod ?? "—"}</Fact>
          <Fact label="Channel">{order.channel}</Fact>
          {order.tags.length > 0 && (
            <InlineStack gap="100">
              {order.tags.map((tag) => (
                <Tag key={tag}>{tag}</Tag>
              ))}
            </InlineStack>
          )}
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

function ShipTo({ order }: { order: OpenedOrder["order"] }) {
  if (order.isRedacted) return <Text as="p">Customer data was removed on request.</Text>;
  if (order.address.length === 0) return <Text as="p">No shipping address.</Text>;
  return (
    <BlockStack gap="100">
      {order.address.map((line, index) => (
        <Text as="p" key={`${index}-${line}`} breakWord>
          {line}
        </Text>
      ))}
      {order.phone !== null && <Text as="p">{order.phone}</Text>}
      {order.email !== null && (
        <Text as="p" breakWord tone="subdued">
          {order.email}
        </Text>
      )}
    </BlockStack>
  );
}

const Fact = ({ label, children }: { label: string; children: string }) => (
  <InlineStack align="space-between" gap="200" wrap={false}>
    <Text as="span" tone="subdued">
      {label}
    </Text>
    <Text as="span" alignment="end" breakWord>
      {children}
    </Text>
  </InlineStack>
);

function readable(code: string | null): string {
  if (code === null) return "—";
  const text = code.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
