import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { badForm, json, notFound, readForm } from "#app/lib/http.server.ts";
import { orderIdList } from "#app/services/orders/order-id-list.ts";
import { publishWaiting } from "#app/services/routing/pick-windows/change-pick-windows.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

/** `all`, or ids of orders with commas. */
const PublishForm = z.object({
  orders: z.union([z.literal("all"), orderIdList], "Choose the orders to send."),
});

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const form = await readForm(request, PublishForm);
  if (!form.success) return badForm(form.errors);
  const result = await publishWaiting(ctx, form.data.orders);
  switch (result.outcome) {
    case "published":
      return json(result);
    case "order-not-found":
      throw notFound("order");
  }
}
