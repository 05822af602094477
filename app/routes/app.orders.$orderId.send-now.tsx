import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { tellRefusal } from "#app/services/orders/tell-refusal.ts";
import { publishWaiting } from "#app/services/routing/pick-windows/change-pick-windows.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ orderId: z.uuid() });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { orderId } = parseParams(Params, params);
  const result = await publishWaiting(ctx, [orderId]);
  switch (result.outcome) {
    case "published":
      return result.orders > 0
        ? json({ outcome: result.outcome })
        : json({ outcome: "not-waiting", message: tellRefusal("not-waiting") }, { status: 409 });
    case "order-not-found":
      throw notFound("order");
  }
}
