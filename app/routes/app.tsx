import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, Link, Outlet, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { Banner, Box, Text } from "@shopify/polaris";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import type { ReactNode } from "react";
import { ErrorPage } from "#app/components/error-page.tsx";
import { useBridgePresent } from "#app/components/use-bridge-present.ts";
import { askedByAdmin } from "#app/components/use-leave-guard.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireShop(request);
  return null;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function App() {
  return (
    <Frame>
      <BridgeWarning />
      <Outlet />
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const settings = useRouteLoaderData<typeof rootLoader>("root");
  return (
    <AppProvider isEmbeddedApp={false} apiKey={settings?.apiKey ?? ""}>
      {/* Remix links: a plain anchor would load the whole document without Shopify's query. */}
      <NavMenu>
        <Link to="/app" rel="home" state={askedByAdmin}>
          Home
        </Link>
        <Link to="/app/orders" state={askedByAdmin}>
          Orders
        </Link>
        <Link to="/app/routing" state={askedByAdmin}>
          Routing
        </Link>
        <Link to="/app/inventory" state={askedByAdmin}>
          Inventory
        </Link>
        <Link to="/app/connections" state={askedByAdmin}>
          Warehouses & connections
        </Link>
      </NavMenu>
      {children}
    </AppProvider>
  );
}

/** Without App Bridge no request carries a session token, so nothing on the page would work. */
function BridgeWarning() {
  if (useBridgePresent()) return null;
  return (
    <Box padding="400">
      <Banner tone="critical" title="Shopify admin did not load fully">
        <Text as="p">
          A script of Shopify could not be loaded, perhaps blocked by the browser. Allow it and open Swyft
          again from your Shopify admin.
        </Text>
      </Banner>
    </Box>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  // The library answers some requests with a page of its own.
  if (isRouteErrorResponse(error) && error.status < 400) return boundary.error(error);
  return (
    <Frame>
      <ErrorPage error={error} />
    </Frame>
  );
}
