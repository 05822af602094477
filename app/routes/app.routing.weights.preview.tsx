import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "#app/lib/http.server.ts";
import { previewWeights } from "#app/services/routing/preview/open-preview.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

/** Comes after the page: the orders its preview decides in the browser. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  return json(await previewWeights(ctx), { headers: { "Cache-Control": "no-store" } });
}
