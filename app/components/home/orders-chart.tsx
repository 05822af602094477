import { BlockStack, Card, Text } from "@shopify/polaris";
import { formatCount, formatDate, plural } from "#app/components/format.ts";
import type { OpenedHome } from "#app/services/shops/open-home.server.ts";

type Days = OpenedHome["days"];

const height = 120;

/** Orders per day of the last two weeks. */
export function OrdersChart({ days }: { days: Days }) {
  const total = days.reduce((sum, { orders }) => sum + orders, 0);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Orders per day
        </Text>
        {total === 0 ? (
          <Text as="p">No orders in the last 14 days.</Text>
        ) : (
          <Bars days={days} total={total} />
        )}
      </BlockStack>
    </Card>
  );
}

function Bars({ days, total }: { days: Days; total: number }) {
  const most = Math.max(1, ...days.map(({ orders }) => orders));
  const [first, last] = [days.at(0), days.at(-1)];
  return (
    <BlockStack gap="200">
      <div
        role="img"
        aria-label={`${plural(total, "order")} in the last 14 days, at most ${formatCount(most)} a day`}
        style={{ display: "flex", alignItems: "end", gap: 4, height: height + 20 }}
      >
        {days.map(({ day, orders }) => (
          <Bar key={day} day={day} orders={orders} share={orders / most} />
        ))}
      </div>
      <div aria-hidden style={{ display: "flex", justifyContent: "space-between" }}>
        <Text as="span" tone="subdued">
          {first ? formatDate(first.day) : ""}
        </Text>
        <Text as="span" tone="subdued">
          {last ? `${formatDate(last.day)} (today)` : ""}
        </Text>
      </div>
    </BlockStack>
  );
}

const Bar = ({ day, orders, share }: { day: string; orders: number; share: number }) => (
  <div style={{ flex: 1, minWidth: 0, textAlign: "center" }} title={`${formatDate(day)}: ${orders}`}>
    <Text as="span" variant="bodySm" tone="subdued" numeric>
      {compact(orders)}
    </Text>
    <div
      style={{
        height: Math.max(2, Math.round(share * height)),
        background: orders === 0 ? "var(--p-color-border)" : "var(--p-color-bg-fill-info)",
        borderRadius: "4px 4px 0 0",
      }}
    />
  </div>
);

const compact = (orders: number) => new Intl.NumberFormat("en-US", { notation: "compact" }).format(orders);
