import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { lockOrder, unlockOrder } from "#app/services/orders/lock-order.server.ts";
import { tellRefusal } from "#app/services/orders/tell-refusal.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ orderId: z.uuid() });

/** POST locks the order, DELETE unlocks it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { orderId } = parseParams(Params, params);
  const change = request.method === "DELETE" ? unlockOrder : lockOrder;
  const outcome = await change(ctx, orderId);
  switch (outcome) {
    case "saved":
    case "unchanged":
      return json({ outcome });
    case "order-not-found":
      throw notFound("order");
    case "not-decided":
      return json({ outcome, message: tellRefusal(outcome) }, { status: 409 });
  }
}
