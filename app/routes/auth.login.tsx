import type { LoaderFunctionArgs } from "@remix-run/node";
import { useRouteLoaderData } from "@remix-run/react";
import { Banner, Page, Text } from "@shopify/polaris";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import type { loader as rootLoader } from "#app/root.tsx";
import { shopify } from "#app/shopify.server.ts";

/** With a shop in the address Shopify takes over; nobody is asked to type one. */
export async function loader({ request }: LoaderFunctionArgs) {
  await shopify.login(request);
  return null;
}

export default function Login() {
  const settings = useRouteLoaderData<typeof rootLoader>("root");
  return (
    <AppProvider isEmbeddedApp={false} apiKey={settings?.apiKey ?? ""}>
      <Page title="Swyft">
        <Banner tone="info">
          <Text as="p">Open Swyft from your Shopify admin, under Apps.</Text>
        </Banner>
      </Page>
    </AppProvider>
  );
}
