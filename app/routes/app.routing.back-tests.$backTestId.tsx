import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { RouteError } from "#app/components/route-error.tsx";
import { BackTestScreen } from "#app/components/routing/back-test/back-test-screen.tsx";
import { Screen } from "#app/components/screen.tsx";
import { useLiveData } from "#app/components/use-live-data.ts";
import { seconds } from "#app/lib/duration.ts";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { BackTestParams } from "#app/services/routing/back-test/back-test-params.ts";
import { openBackTest } from "#app/services/routing/back-test/open-back-test.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ backTestId: z.uuid() });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  const { backTestId } = parseParams(Params, params);
  const query = parseParams(BackTestParams, Object.fromEntries(new URL(request.url).searchParams));
  const opened = await openBackTest(ctx, backTestId, query);
  if (!opened) throw notFound("back-test");
  return json(opened);
}

export default function BackTest() {
  const opened = useLoaderData<typeof loader>();
  useLiveData(opened.status === "queued" || opened.status === "running", seconds(1));
  return (
    <Screen>
      <BackTestScreen opened={opened} />
    </Screen>
  );
}

export { RouteError as ErrorBoundary };
