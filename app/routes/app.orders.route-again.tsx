import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { badForm, json, notFound, readForm } from "#app/lib/http.server.ts";
import { orderIdList } from "#app/services/orders/order-id-list.ts";
import { routeAgainTogether } from "#app/services/orders/route-again-together.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const OrdersForm = z.object({ orders: orderIdList });

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const form = await readForm(request, OrdersForm);
  if (!form.success) return badForm(form.errors);
  const result = await routeAgainTogether(ctx, form.data.orders);
  switch (result.outcome) {
    case "asked":
      return json(result);
    case "order-not-found":
      throw notFound("order");
  }
}
