import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { formatAge, plural } from "#app/components/format.ts";
import type { OpenedHome } from "#app/services/shops/open-home.server.ts";

type HomeConnection = OpenedHome["connections"][number];

const troubles: Record<HomeConnection["state"], string | null> = {
  ok: null,
  "first-sync": null,
  reconnect: "Sign in to %s again",
  "stock-suspect": "Check the stock of %s",
  "choose-customer": "Choose your account in %s",
  stale: "Stock of %s is out of date",
};

/** What waits for the merchant; each line leads to where it is settled. */
export function AttentionCard({ home }: { home: OpenedHome }) {
  const connections = home.connections.flatMap(({ id, name, state }) => {
    const text = troubles[state];
    return text === null ? [] : { id, text: text.replace("%s", () => name) };
  });
  const isQuiet = connections.length === 0 && home.attention.length === 0;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Needs attention
        </Text>
        {isQuiet && <Text as="p">Nothing right now.</Text>}
        {connections.map(({ id, text }) => (
          <Line key={id} text={text} url="/app/connections" />
        ))}
        {home.attention.map(({ label, orders, url }) => (
          <Line key={url} text={label} url={url} badge={plural(orders, "order")} />
        ))}
      </BlockStack>
    </Card>
  );
}

const Line = ({ text, url, badge }: { text: string; url: string; badge?: string }) => (
  <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
    <Link url={url} removeUnderline>
      {text}
    </Link>
    {badge !== undefined && <Badge>{badge}</Badge>}
  </InlineStack>
);

const states: Record<HomeConnection["state"], string> = {
  ok: "Up to date",
  "first-sync": "First sync is running",
  reconnect: "Sign in again",
  "stock-suspect": "Check stock",
  "choose-customer": "Choose your account",
  stale: "Out of date",
};

/** Every connection with its state and age. */
export const ConnectionsCard = ({ home }: { home: OpenedHome }) => (
  <Card>
    <BlockStack gap="300">
      <InlineStack align="space-between">
        <Text as="h2" variant="headingMd">
          Connections
        </Text>
        <Link url="/app/connections" removeUnderline>
          Manage
        </Link>
      </InlineStack>
      {home.connections.map((connection) => (
        <InlineStack key={connection.id} align="space-between" gap="200" blockAlign="center">
          <BlockStack>
            <Text as="span">{connection.name}</Text>
            <Text as="span" tone="subdued">
              {connection.lastSyncAt === null
                ? "Not synced yet"
                : `Synced ${formatAge(connection.lastSyncAt, home.now)}`}
            </Text>
          </BlockStack>
          <Badge
            tone={
              connection.state === "ok" ? "success" : connection.state === "first-sync" ? "info" : "warning"
            }
          >
            {states[connection.state]}
          </Badge>
        </InlineStack>
      ))}
    </BlockStack>
  </Card>
);
