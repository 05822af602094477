import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { letOrderGo } from "#app/services/orders/hold-order.server.ts";
import { tellRefusal } from "#app/services/orders/tell-refusal.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ orderId: z.uuid() });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { orderId } = parseParams(Params, params);
  const outcome = await letOrderGo(ctx, orderId);
  switch (outcome) {
    case "released":
    case "held-otherwise":
      return json({ outcome });
    case "order-not-found":
      throw notFound("order");
    case "not-held":
      return json({ outcome, message: tellRefusal(outcome) }, { status: 409 });
  }
}
