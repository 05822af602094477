import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RoutingPage } from "#app/components/routing/rules/routing-page.tsx";
import { showRouting } from "#app/components/routing/rules/show-rules.ts";
import { RouteError } from "#app/components/route-error.tsx";
import { Screen } from "#app/components/screen.tsx";
import { json } from "#app/lib/http.server.ts";
import { openRoutingSetup } from "#app/services/routing/setup/open-routing-setup.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  const routing = showRouting(await openRoutingSetup(ctx));
  return json({ routing, reader: ctx.actor, now: ctx.now.toISOString() });
}

export default function Routing() {
  return (
    <Screen>
      <RoutingPage {...useLoaderData<typeof loader>()} />
    </Screen>
  );
}

export { RouteError as ErrorBoundary };
