import type { LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Badge, Banner, BlockStack, InlineStack, Layout, Page } from "@shopify/polaris";
import { z } from "zod";
import { formatMoment } from "#app/components/format.ts";
import { DecisionCard } from "#app/components/orders/decision-card.tsx";
import { HistoryCard } from "#app/components/orders/history-card.tsx";
import { LinesCard } from "#app/components/orders/lines-card.tsx";
import { OrderSide } from "#app/components/orders/order-side.tsx";
import { ShipmentsCard } from "#app/components/orders/shipments-card.tsx";
import { StatusBanner } from "#app/components/orders/status-banner.tsx";
import { RouteError } from "#app/components/route-error.tsx";
import { FulfillmentBadge, RoutingBadge } from "#app/components/routing-badge.tsx";
import { Screen } from "#app/components/screen.tsx";
import { useLiveData } from "#app/components/use-live-data.ts";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { seconds } from "#app/lib/duration.ts";
import { openOrder } from "#app/services/orders/open-order.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";
import type { action as routeAgain } from "./app.orders.$orderId.route-again.tsx";

const Params = z.object({ orderId: z.uuid() });
const lookAgain = seconds(3);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  const { orderId } = parseParams(Params, params);
  const opened = await openOrder(ctx, orderId);
  if (!opened) throw notFound("order");
  return json(opened);
}

export default function Order() {
  const opened = useLoaderData<typeof loader>();
  const { order, decision } = opened;
  const fetcher = useFetcher<typeof routeAgain>();
  // A decision takes seconds; the page looks for it until it is there.
  useLiveData(order.status === "pending", lookAgain);
  return (
    <Screen>
      <Page
        title={order.number}
        titleMetadata={
          <InlineStack gap="100">
            <RoutingBadge status={order.status} />
            <FulfillmentBadge status={order.fulfillment} />
            {order.isTest && <Badge>Test</Badge>}
            {order.isCancelled && <Badge>Cancelled</Badge>}
          </InlineStack>
        }
        subtitle={formatMoment(order.placedAt, opened.timeZone, opened.now)}
        backAction={{ content: "Orders", url: "/app/orders" }}
        primaryAction={
          opened.canRouteAgain
            ? {
                content: "Route again",
                loading: fetcher.state !== "idle",
                onAction: () =>
                  fetcher.submit(null, { method: "POST", action: `/app/orders/${order.id}/route-again` }),
              }
            : undefined
        }
      >
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {fetcher.data && "message" in fetcher.data ? (
                <Banner tone="critical" title={fetcher.data.message} />
              ) : (
                <StatusBanner order={order} />
              )}
              {decision && <DecisionCard opened={opened} decision={decision} />}
              {opened.shipments.length > 0 && <ShipmentsCard opened={opened} />}
              <LinesCard order={order} />
              {opened.history.length > 0 && <HistoryCard opened={opened} />}
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <OrderSide order={order} />
          </Layout.Section>
        </Layout>
      </Page>
    </Screen>
  );
}

export { RouteError as ErrorBoundary };
