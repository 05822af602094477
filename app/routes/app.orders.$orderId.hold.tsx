import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { badForm, json, notFound, parseParams, readForm } from "#app/lib/http.server.ts";
import { storableMoment, storableText } from "#app/lib/storable.ts";
import { holdOrder } from "#app/services/orders/hold-order.server.ts";
import { tellRefusal } from "#app/services/orders/tell-refusal.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ orderId: z.uuid() });
const HoldForm = z.object({
  note: storableText(500)
    .optional()
    .transform((note) => note?.trim() || null),
  until: z
    .union([z.literal(""), storableMoment], { error: "Choose a date and time." })
    .optional()
    .transform((until) => (until ? new Date(until) : null)),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { orderId } = parseParams(Params, params);
  const form = await readForm(request, HoldForm);
  if (!form.success) return badForm(form.errors);
  if (form.data.until !== null && form.data.until <= ctx.now) {
    return badForm({ until: ["Choose a moment in the future."] });
  }
  const outcome = await holdOrder(ctx, orderId, form.data);
  switch (outcome) {
    case "held":
      return json({ outcome });
    case "order-not-found":
      throw notFound("order");
    case "nothing-to-hold":
    case "change-pending":
    case "being-sent":
    case "in-wms":
    case "shipped":
      return json({ outcome, message: tellRefusal(outcome) }, { status: 409 });
  }
}
