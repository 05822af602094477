import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { RouteError } from "#app/components/route-error.tsx";
import { VersionsPage } from "#app/components/routing/rules/versions-page.tsx";
import { Screen } from "#app/components/screen.tsx";
import { json, parseParams } from "#app/lib/http.server.ts";
import { listVersions } from "#app/services/routing/setup/list-versions.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Query = z.object({ before: z.coerce.number().pipe(z.int32().min(1)).optional() });

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  const { before } = parseParams(Query, Object.fromEntries(new URL(request.url).searchParams));
  const page = await listVersions(ctx, before);
  return json({ page, reader: ctx.actor, now: ctx.now.toISOString() });
}

export default function Versions() {
  return (
    <Screen>
      <VersionsPage {...useLoaderData<typeof loader>()} />
    </Screen>
  );
}

export { RouteError as ErrorBoundary };
