import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, InlineGrid, Page } from "@shopify/polaris";
import { AttentionCard, ConnectionsCard } from "#app/components/home/attention-card.tsx";
import { MetricCards } from "#app/components/home/metric-cards.tsx";
import { OrdersChart } from "#app/components/home/orders-chart.tsx";
import { SetupGuide } from "#app/components/home/setup-guide.tsx";
import { RouteError } from "#app/components/route-error.tsx";
import { Screen } from "#app/components/screen.tsx";
import { useLiveData } from "#app/components/use-live-data.ts";
import { seconds } from "#app/lib/duration.ts";
import { json } from "#app/lib/http.server.ts";
import { openHome } from "#app/services/shops/open-home.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const lookAgain = seconds(5);

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  return json(await openHome(ctx));
}

export default function Home() {
  const home = useLoaderData<typeof loader>();
  const isConnected = home.connections.length > 0;
  // Whoever sets up waits for the next step to be ticked off.
  useLiveData(home.setup.isShown, lookAgain);
  return (
    <Screen>
      <Page title="Home">
        <BlockStack gap="400">
          {home.setup.isShown && <SetupGuide setup={home.setup} />}
          <MetricCards home={home} />
          <OrdersChart days={home.days} />
          <InlineGrid columns={{ xs: 1, md: isConnected ? 2 : 1 }} gap="400">
            <AttentionCard home={home} />
            {isConnected && <ConnectionsCard home={home} />}
          </InlineGrid>
        </BlockStack>
      </Page>
    </Screen>
  );
}

export { RouteError as ErrorBoundary };
