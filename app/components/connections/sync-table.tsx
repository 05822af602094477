import { Badge, type BadgeProps, BlockStack, Box, Divider, InlineStack, Text } from "@shopify/polaris";
import { formatAge, formatCount } from "#app/components/format.ts";
import type {
  OpenedConnection,
  OpenedConnections,
} from "#app/services/connections/open-connections.server.ts";

type Sync = OpenedConnection["syncs"][number];

const kinds: Record<Sync["kind"], string> = {
  historical: "First import",
  warehouses: "Warehouses",
  products: "Products",
  inventory: "Stock",
  orders: "Orders",
};

const looks: Record<Sync["status"], { label: string; tone?: BadgeProps["tone"] }> = {
  pending: { label: "Waiting for the WMS", tone: "info" },
  in_progress: { label: "Syncing", tone: "info" },
  completed: { label: "Up to date", tone: "success" },
  failed: { label: "Failed", tone: "critical" },
};

/** The last run of each kind of sync. */
export function SyncTable({ connection, page }: { connection: OpenedConnection; page: OpenedConnections }) {
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        Sync
      </Text>
      {connection.syncs.length === 0 ? (
        <Text as="p" tone="subdued">
          The first sync starts in a moment.
        </Text>
      ) : (
        <Box>
          {connection.syncs.map((sync, index) => (
            <Box key={sync.kind}>
              {index > 0 && <Divider />}
              <SyncRow sync={sync} now={page.now} />
            </Box>
          ))}
        </Box>
      )}
    </BlockStack>
  );
}

function SyncRow({ sync, now }: { sync: Sync; now: string }) {
  const { label, tone } = looks[sync.status];
  return (
    <Box paddingBlock="200">
      <BlockStack gap="100">
        <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
          <InlineStack gap="200">
            <Text as="span">{kinds[sync.kind]}</Text>
            <Text as="span" tone="subdued">
              {details(sync, now)}
            </Text>
          </InlineStack>
          <Badge tone={tone}>{label}</Badge>
        </InlineStack>
        {sync.error !== null && (
          <Text as="p" tone={sync.status === "failed" ? "critical" : "subdued"} breakWord>
            {sync.error}
          </Text>
        )}
      </BlockStack>
    </Box>
  );
}

const details = (sync: Sync, now: string): string =>
  [
    sync.status === "completed" && sync.items > 0 && `${formatCount(sync.items)} read`,
    sync.at !== null && formatAge(sync.at, now),
  ]
    .filter(Boolean)
    .join(" · ");
