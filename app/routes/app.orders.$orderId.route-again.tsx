import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { routeAgain } from "#app/services/orders/route-again.server.ts";
import { tellRefusal } from "#app/services/orders/tell-refusal.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ orderId: z.uuid() });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { orderId } = parseParams(Params, params);
  const outcome = await routeAgain(ctx, orderId);
  switch (outcome) {
    case "queued":
      return json({ outcome });
    case "order-not-found":
      throw notFound("order");
    case "not-routable":
    case "locked":
    case "change-pending":
    case "being-sent":
    case "in-wms":
    case "shipped":
      return json({ outcome, message: tellRefusal(outcome) }, { status: 409 });
  }
}
