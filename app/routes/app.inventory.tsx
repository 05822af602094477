import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import art from "#app/components/art/stock.svg";
import { InventoryFilters } from "#app/components/inventory/inventory-filters.tsx";
import { InventoryTable } from "#app/components/inventory/inventory-table.tsx";
import { useCsvDownload } from "#app/components/inventory/use-csv-download.ts";
import { EmptyScreen } from "#app/components/empty-screen.tsx";
import { RouteError } from "#app/components/route-error.tsx";
import { Screen } from "#app/components/screen.tsx";
import { useListQuery } from "#app/components/use-list-query.ts";
import { json, parseParams } from "#app/lib/http.server.ts";
import { InventoryParams, openInventory } from "#app/services/inventory/open-inventory.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  const params = parseParams(InventoryParams, Object.fromEntries(new URL(request.url).searchParams));
  return json(await openInventory(ctx, params));
}

export default function Inventory() {
  const inventory = useLoaderData<typeof loader>();
  const query = useListQuery();
  const csv = useCsvDownload("inventory.csv");
  const exportAction = {
    content: "Export",
    loading: csv.state === "loading",
    onAction: () => void csv.download(csvAddress(query.params)),
  };
  return (
    <Screen>
      <Page title="Inventory" fullWidth secondaryActions={inventory.hasStock ? [exportAction] : []}>
        <BlockStack gap="400">
          {csv.state === "failed" && (
            <Banner tone="critical" title="The export didn't work" action={exportAction}>
              Nothing was saved. Try again in a minute.
            </Banner>
          )}
          <Card padding="0">
            {inventory.hasStock ? (
              <>
                <InventoryFilters query={query} inventory={inventory} />
                <InventoryTable inventory={inventory} query={query} />
              </>
            ) : (
              <NoStock />
            )}
          </Card>
        </BlockStack>
      </Page>
    </Screen>
  );
}

function csvAddress(params: URLSearchParams): string {
  const filters = new URLSearchParams();
  for (const name of ["q", "warehouse", "stock"]) {
    const value = params.get(name);
    if (value !== null) filters.set(name, value);
  }
  return `/app/inventory.csv?${filters}`;
}

const NoStock = () => (
  <EmptyScreen
    heading="See the stock of every warehouse"
    image={art}
    action={{ content: "Connect warehouses", url: "/app/connections" }}
  >
    <Text as="p">Once a WMS is connected, its stock arrives here and is kept up to date.</Text>
  </EmptyScreen>
);

export { RouteError as ErrorBoundary };
