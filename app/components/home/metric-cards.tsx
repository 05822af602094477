import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import { formatCount, formatMinutes, formatPercent } from "#app/components/format.ts";
import type { OpenedHome } from "#app/services/shops/open-home.server.ts";

/** The week in four figures. */
export const MetricCards = ({ home }: { home: OpenedHome }) => (
  <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
    <Metric label="Orders today" value={formatCount(home.today)} />
    <Metric label="Orders, last 7 days" value={formatCount(home.week)} />
    <Metric
      label="Routed, last 7 days"
      value={home.routedShare === null ? "—" : formatPercent(home.routedShare)}
    />
    <Metric
      label="Median time to WMS"
      value={home.medianMinutes === null ? "—" : formatMinutes(home.medianMinutes)}
    />
  </InlineGrid>
);

const Metric = ({ label, value }: { label: string; value: string }) => (
  <Card>
    <BlockStack gap="100">
      <Text as="h2" tone="subdued" variant="bodyMd">
        {label}
      </Text>
      <Text as="p" variant="headingLg" numeric>
        {value}
      </Text>
    </BlockStack>
  </Card>
);
