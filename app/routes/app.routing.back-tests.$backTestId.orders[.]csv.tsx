import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { Readable } from "node:stream";
import { z } from "zod";
import { notFound, parseParams } from "#app/lib/http.server.ts";
import { BackTestParams } from "#app/services/routing/back-test/back-test-params.ts";
import { exportBackTest } from "#app/services/routing/back-test/export-back-test.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ backTestId: z.uuid() });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  const { backTestId } = parseParams(Params, params);
  const query = parseParams(BackTestParams, Object.fromEntries(new URL(request.url).searchParams));
  const slices = await exportBackTest(ctx, backTestId, query);
  if (!slices) throw notFound("back-test");
  return new Response(createReadableStreamFromReadable(Readable.from(slices)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="back-test.csv"',
      "Cache-Control": "no-store",
    },
  });
}
