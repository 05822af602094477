import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card, Page, Text } from "@shopify/polaris";
import art from "#app/components/art/orders.svg";
import { OrderFilters } from "#app/components/orders/order-filters.tsx";
import { OrderTable } from "#app/components/orders/order-table.tsx";
import { EmptyScreen } from "#app/components/empty-screen.tsx";
import { RouteError } from "#app/components/route-error.tsx";
import { Screen } from "#app/components/screen.tsx";
import { useListQuery } from "#app/components/use-list-query.ts";
import { useLiveData } from "#app/components/use-live-data.ts";
import { seconds } from "#app/lib/duration.ts";
import { json, parseParams } from "#app/lib/http.server.ts";
import { openOrderList } from "#app/services/orders/open-order-list.server.ts";
import { OrderListParams } from "#app/services/orders/order-list-params.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const lookAgain = seconds(5);

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  const params = parseParams(OrderListParams, Object.fromEntries(new URL(request.url).searchParams));
  return json(await openOrderList(ctx, params));
}

export default function Orders() {
  const list = useLoaderData<typeof loader>();
  const query = useListQuery();
  // New orders arrive on the first page; on a later one rows would slip away under the reader.
  useLiveData(list.previous === null, lookAgain);
  return (
    <Screen>
      <Page title="Orders" fullWidth>
        <Card padding="0">
          {list.hasOrders ? (
            <>
              <OrderFilters query={query} list={list} />
              <OrderTable list={list} query={query} />
            </>
          ) : (
            <NoOrders />
          )}
        </Card>
      </Page>
    </Screen>
  );
}

const NoOrders = () => (
  <EmptyScreen
    heading="Orders show up here"
    image={art}
    action={{ content: "Connect warehouses", url: "/app/connections" }}
  >
    <Text as="p">New orders arrive by themselves, each with the warehouse it ships from and why.</Text>
  </EmptyScreen>
);

export { RouteError as ErrorBoundary };
