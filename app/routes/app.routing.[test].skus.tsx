import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { json, parseParams } from "#app/lib/http.server.ts";
import { storableText } from "#app/lib/storable.ts";
import { suggestSkus } from "#app/services/routing/preview/suggest-skus.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ q: storableText(200).default("") });

/** SKUs that begin like what is typed. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  const { q } = parseParams(Params, Object.fromEntries(new URL(request.url).searchParams));
  return json({ skus: await suggestSkus(ctx, q) });
}
