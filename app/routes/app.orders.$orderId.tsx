import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, Banner, BlockStack, InlineStack, Layout, Page } from "@shopify/polaris";
import { LockIcon } from "@shopify/polaris-icons";
import { z } from "zod";
import { formatMoment } from "#app/components/format.ts";
import { DecisionCard } from "#app/components/orders/decision-card.tsx";
import { HistoryCard } from "#app/components/orders/history-card.tsx";
import { LinesCard } from "#app/components/orders/lines-card.tsx";
import { OrderDialogs } from "#app/components/orders/order-dialogs.tsx";
import { OrderSide } from "#app/components/orders/order-side.tsx";
import { pageActions } from "#app/components/orders/page-actions.ts";
import { ShipmentsCard } from "#app/components/orders/shipments-card.tsx";
import { StatusBanner } from "#app/components/orders/status-banner.tsx";
import { useOrderActions } from "#app/components/orders/use-order-actions.ts";
import { RouteError } from "#app/components/route-error.tsx";
import { FulfillmentBadge, RoutingBadge } from "#app/components/routing-badge.tsx";
import { Screen } from "#app/components/screen.tsx";
import { useLiveData } from "#app/components/use-live-data.ts";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { seconds } from "#app/lib/duration.ts";
import { type OpenedOrder, openOrder } from "#app/services/orders/open-order.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

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
  const actions = useOrderActions(opened);
  useLiveData(isMoving(opened), lookAgain);
  return (
    <Screen>
      <Page
        title={order.number}
        titleMetadata={<Badges order={order} />}
        subtitle={formatMoment(order.placedAt, opened.timeZone, opened.now)}
        backAction={{ content: "Orders", url: "/app/orders" }}
        {...pageActions(opened, actions)}
      >
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {actions.refusal !== undefined && <Banner tone="critical" title={actions.refusal} />}
              <StatusBanner opened={opened} />
              {decision && (
                <DecisionCard
                  decision={decision}
                  timeZone={opened.timeZone}
                  now={opened.now}
                  map={opened.map}
                />
              )}
              {opened.shipments.length > 0 && <ShipmentsCard opened={opened} />}
              <LinesCard order={order} />
              {opened.history.length > 0 && <HistoryCard opened={opened} />}
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <OrderSide order={order} />
          </Layout.Section>
        </Layout>
        <OrderDialogs opened={opened} actions={actions} />
      </Page>
    </Screen>
  );
}

const Badges = ({ order }: Pick<OpenedOrder, "order">) => (
  <InlineStack gap="100">
    <RoutingBadge status={order.status} />
    <FulfillmentBadge status={order.fulfillment} />
    {order.isLocked && <Badge icon={LockIcon}>Locked</Badge>}
    {order.isTest && <Badge>Test</Badge>}
    {order.isCancelled && <Badge>Cancelled</Badge>}
  </InlineStack>
);

/** A decision takes seconds, and so does a WMS; the page looks again until they have answered. */
const isMoving = ({ order, shipments }: Pick<OpenedOrder, "order" | "shipments">): boolean =>
  ["pending", "change_pending"].includes(order.status) ||
  shipments.some(
    ({ status, orderCreation }) =>
      status === "publishing" || (status === "planned" && orderCreation === "swyft"),
  );

export { RouteError as ErrorBoundary };
