import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { syncNow } from "#app/services/connections/manage-connection.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ connectionId: z.uuid() });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { connectionId } = parseParams(Params, params);
  const outcome = await syncNow(ctx, connectionId);
  switch (outcome) {
    case "requested":
      return json({ outcome });
    case "connection-not-found":
      throw notFound("connection");
  }
}
