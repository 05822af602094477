import type { LinksFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import type { ReactNode } from "react";
import { ErrorPage } from "#app/components/error-page.tsx";
import { config } from "#app/config.server.ts";
import { json } from "#app/lib/http.server.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }];

export function loader() {
  return json({ apiKey: config.shopify.apiKey, appBridgeUrl: config.shopify.appBridgeUrl });
}

export const shouldRevalidate = () => false;

export default function Root() {
  return <Outlet />;
}

export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <AppBridge />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Swyft</title>
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

/** Shopify wants it as the first script of every page inside the admin: not deferred, not a module. */
function AppBridge() {
  const settings = useRouteLoaderData<typeof loader>("root");
  const { pathname } = useLocation();
  if (!settings || !/^\/app(\/|$)/.test(pathname)) return null;
  return (
    <>
      <meta name="shopify-api-key" content={settings.apiKey} />
      <script src={settings.appBridgeUrl} />
    </>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const settings = useRouteLoaderData<typeof loader>("root");
  return (
    <AppProvider isEmbeddedApp={false} apiKey={settings?.apiKey ?? ""}>
      <ErrorPage error={error} />
    </AppProvider>
  );
}
