import type { LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import art from "#app/components/art/warehouse.svg";
import { ConnectionCard } from "#app/components/connections/connection-card.tsx";
import { useTrackstarLink } from "#app/components/connections/use-trackstar-link.ts";
import { EmptyScreen } from "#app/components/empty-screen.tsx";
import { RouteError } from "#app/components/route-error.tsx";
import { Screen } from "#app/components/screen.tsx";
import { useLiveData } from "#app/components/use-live-data.ts";
import { config } from "#app/config.server.ts";
import { seconds } from "#app/lib/duration.ts";
import { json } from "#app/lib/http.server.ts";
import { openConnections } from "#app/services/connections/open-connections.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";
import type { action as exchange } from "./app.connections.exchange.tsx";

const lookAgain = seconds(4);
const lookLater = seconds(15);

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  return json({ ...(await openConnections(ctx)), linkUrl: config.trackstar.linkUrl });
}

export default function Connections() {
  const page = useLoaderData<typeof loader>();
  const { connections } = page;
  const fetcher = useFetcher<typeof exchange>();
  const link = useTrackstarLink(page.linkUrl, (code) =>
    fetcher.submit({ code }, { method: "POST", action: "/app/connections/exchange" }),
  );
  // Syncs go on in the background; one that failed is tried again, and others begin by themselves.
  const isSyncing = connections.some((each) => each.isActive && (each.isSyncing || each.syncs.length === 0));
  useLiveData(true, isSyncing ? lookAgain : lookLater);
  const connect = {
    content: "Connect a WMS",
    disabled: link.state !== "ready",
    loading: fetcher.state !== "idle",
    onAction: () => link.open(),
  };
  const problem = linkProblem(link, fetcher.data);

  return (
    <Screen>
      <Page title="Warehouses & connections" primaryAction={connections.length > 0 ? connect : undefined}>
        <BlockStack gap="400">
          {problem !== null && <Banner tone="critical" title={problem} />}
          {page.callsStopped && problem === null && (
            <Banner tone="critical" title="Syncing is paused">
              Swyft can&apos;t reach any WMS right now. Orders wait here and are sent once it is back.
            </Banner>
          )}
          {connections.map((connection) => (
            <ConnectionCard
              key={connection.id}
              connection={connection}
              page={page}
              onReconnect={() => link.open(connection.id)}
            />
          ))}
          {connections.length === 0 && (
            <Card>
              <EmptyScreen heading="Connect your first WMS" image={art} action={connect}>
                <Text as="p">
                  Swyft reads warehouses and stock from your WMS or 3PL. Nothing is sent there until you say
                  so.
                </Text>
              </EmptyScreen>
            </Card>
          )}
        </BlockStack>
      </Page>
    </Screen>
  );
}

function linkProblem(
  link: ReturnType<typeof useTrackstarLink>,
  answer: ReturnType<typeof useFetcher<typeof exchange>>["data"],
): string | null {
  if (link.state === "missing") {
    return "The connection window could not be loaded. Check that your browser does not block it, then open this page again.";
  }
  if (link.tokenError !== null) return link.tokenError;
  return answer && "errors" in answer ? (answer.errors["code"]?.[0] ?? null) : null;
}

export { RouteError as ErrorBoundary };
