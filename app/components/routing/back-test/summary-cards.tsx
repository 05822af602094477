import { BlockStack, Box, Card, InlineGrid, Text } from "@shopify/polaris";
import { formatCount, formatMoney, plural } from "#app/components/format.ts";
import type { OpenedBackTest } from "#app/services/routing/back-test/open-back-test.server.ts";

type Summary = NonNullable<OpenedBackTest["summary"]>;

/** Figures in fact and in the back-test, side by side. */
export function SummaryCards({ summary, currency }: { summary: Summary; currency: string }) {
  const { in_fact: fact, in_replay: replay, orders, changed } = summary;
  const share = (count: number) => `${((100 * count) / Math.max(orders, 1)).toFixed(1)}%`;
  const each = (cost: string | null) =>
    cost === null || summary.priced === 0
      ? "—"
      : formatMoney(String(Number(cost) / summary.priced), currency);
  return (
    <BlockStack gap="300">
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="h2" variant="headingMd">
          {changed === 0
            ? `${plural(orders, "order")} decided again, none otherwise`
            : `${formatCount(changed)} of ${plural(orders, "order")} decided otherwise`}
        </Text>
      </Box>
      <InlineGrid columns={{ xs: 2, md: 3 }} gap="400">
        <Figure title="Filled whole" fact={share(fact.filled)} replay={share(replay.filled)} />
        <Figure title="Split orders" fact={formatCount(fact.splits)} replay={formatCount(replay.splits)} />
        <Figure title="Shipments" fact={formatCount(fact.shipments)} replay={formatCount(replay.shipments)} />
        <Figure title="Cost per order" fact={each(fact.cost)} replay={each(replay.cost)} />
        <Figure title="Distance" fact={miles(fact.miles)} replay={miles(replay.miles)} />
        <Figure title="Days in transit" fact={days(fact.days)} replay={days(replay.days)} />
      </InlineGrid>
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="p" tone="subdued" variant="bodySm">
          Cost is the mean of orders both sides fill whole; distance and days are of orders both sides ship.
        </Text>
      </Box>
    </BlockStack>
  );
}

const miles = (value: number | null) => (value === null ? "—" : `${formatCount(Math.round(value))} mi`);
const days = (value: number | null) => (value === null ? "—" : value.toFixed(2));

const Figure = ({ title, fact, replay }: { title: string; fact: string; replay: string }) => (
  <Card>
    <BlockStack gap="100">
      <Text as="h3" variant="bodySm" tone="subdued">
        {title}
      </Text>
      <Text as="p" variant="headingLg">
        {replay}
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">{`in fact ${fact}`}</Text>
    </BlockStack>
  </Card>
);
