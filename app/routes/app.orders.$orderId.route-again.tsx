import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { routeAgain } from "#app/services/orders/route-again.server.ts";
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
    case "already-decided":
      return json({ outcome, message: "This order is routed already." }, { status: 409 });
    case "not-routable":
      return json({ outcome, message: "This order can't be routed as it is." }, { status: 409 });
  }
}
