import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { acceptMissing } from "#app/services/connections/accept-missing.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ connectionId: z.uuid() });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { connectionId } = parseParams(Params, params);
  const result = await acceptMissing(ctx, connectionId);
  switch (result.outcome) {
    case "accepted":
      return json(result);
    case "connection-not-found":
      throw notFound("connection");
  }
}
