import { useFetcher } from "@remix-run/react";
import {
  Badge,
  type BadgeProps,
  Banner,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { formatMoment } from "#app/components/format.ts";
import { showToast } from "#app/components/show-toast.ts";
import { useAnswer } from "#app/components/use-answer.ts";
import type {
  OpenedConnection,
  OpenedConnections,
} from "#app/services/connections/open-connections.server.ts";
import { ConnectionQuestion } from "./connection-question.tsx";
import { DisconnectModal } from "./disconnect-modal.tsx";
import { OrderCreation } from "./order-creation.tsx";
import { SyncTable } from "./sync-table.tsx";
import { WarehouseList } from "./warehouse-list.tsx";

const looks: Record<OpenedConnection["health"], { label: string; tone?: BadgeProps["tone"] }> = {
  ok: { label: "Connected", tone: "success" },
  reconnect: { label: "Sign in again", tone: "critical" },
  disconnected: { label: "Disconnected" },
  stock_suspect: { label: "Check stock", tone: "warning" },
};

interface ConnectionCardProps {
  readonly connection: OpenedConnection;
  readonly page: OpenedConnections;
  readonly onReconnect: () => void;
}

/** One WMS account: its health, who creates its orders, its syncs and its warehouses. */
export function ConnectionCard({ connection, page, onReconnect }: ConnectionCardProps) {
  const { label, tone } = looks[connection.health];
  const [isAsking, setAsking] = useState(false);
  const sync = useFetcher<{ outcome?: string }>();
  const base = `/app/connections/${connection.id}`;
  useAnswer(sync.data, ({ outcome }) => {
    if (outcome === "requested") showToast("Sync started");
  });

  return (
    <Card>
      <BlockStack gap="500">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {connection.name}
            </Text>
            <Badge tone={tone}>{label}</Badge>
          </InlineStack>
          <InlineStack gap="200">
            {connection.isActive && connection.health !== "reconnect" && (
              <Button
                loading={sync.state !== "idle"}
                accessibilityLabel={`Sync now: ${connection.name}`}
                onClick={() => sync.submit(null, { method: "POST", action: `${base}/sync` })}
              >
                Sync now
              </Button>
            )}
            {connection.isActive ? (
              <Button tone="critical" variant="plain" onClick={() => setAsking(true)}>
                Disconnect
              </Button>
            ) : (
              <Button onClick={onReconnect}>Connect again</Button>
            )}
          </InlineStack>
        </InlineStack>
        <Trouble connection={connection} page={page} onReconnect={onReconnect} />
        {connection.isActive && (
          <>
            <OrderCreation connection={connection} action={`${base}/order-creation`} />
            <SyncTable connection={connection} page={page} />
          </>
        )}
        <WarehouseList warehouses={connection.warehouses} />
      </BlockStack>
      <DisconnectModal
        name={connection.name}
        action={`${base}/disconnect`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
      />
    </Card>
  );
}

/** The one thing to mend first, if anything is wrong. */
function Trouble({ connection, page, onReconnect }: ConnectionCardProps) {
  if (!connection.isActive) return null;
  if (connection.health === "reconnect") {
    return (
      <Banner
        tone="critical"
        title="Sign in to this WMS again"
        action={{ content: "Reconnect", onAction: onReconnect }}
      >
        {`${connection.name} no longer accepts the credentials. Its warehouses get no orders until you sign in.`}
      </Banner>
    );
  }
  if (connection.needsCustomer || connection.health === "stock_suspect") {
    return <ConnectionQuestion connection={connection} />;
  }
  if (connection.stockStaleSince !== null) {
    return (
      <Banner tone="warning" title="Stock is out of date">
        {`The WMS can't be read since ${formatMoment(connection.stockStaleSince, page.timeZone, page.now)}. ${connection.lastError ?? ""}`.trim()}
      </Banner>
    );
  }
  return null;
}
