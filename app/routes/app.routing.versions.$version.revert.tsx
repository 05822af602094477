import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { revertTo } from "#app/services/routing/setup/revert-to.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

// As large as the column that holds it.
const Params = z.object({ version: z.coerce.number().pipe(z.int32().min(1)) });

/** Makes an old version's content live again, as a new version. */
export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { version } = parseParams(Params, params);
  const result = await revertTo(ctx, version);
  switch (result.outcome) {
    case "reverted":
      return json(result);
    case "version-not-found":
      throw notFound("version");
  }
}
