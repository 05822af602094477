import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { badForm, json, notFound, parseParams, readForm } from "#app/lib/http.server.ts";
import { storableText } from "#app/lib/storable.ts";
import { chooseWarehouse } from "#app/services/orders/choose-warehouse.server.ts";
import { openChoices } from "#app/services/orders/open-choices.server.ts";
import { tellRefusal } from "#app/services/orders/tell-refusal.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ orderId: z.uuid() });
const ChoiceForm = z.object({
  warehouseId: z.uuid({ error: "Choose a warehouse." }),
  reason: storableText(500)
    .optional()
    .transform((reason) => reason?.trim() || null),
  seenDecisionId: z
    .union([z.literal(""), z.uuid()])
    .optional()
    .transform((id) => id || null),
});

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  const { orderId } = parseParams(Params, params);
  const opened = await openChoices(ctx, orderId);
  if (opened === "order-not-found") throw notFound("order");
  if (opened === "not-routable") return json({ message: tellRefusal(opened) }, { status: 409 });
  return json(opened);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { orderId } = parseParams(Params, params);
  const form = await readForm(request, ChoiceForm);
  if (!form.success) return badForm(form.errors);
  const outcome = await chooseWarehouse(ctx, orderId, form.data);
  switch (outcome) {
    case "saved":
      return json({ outcome });
    case "order-not-found":
      throw notFound("order");
    case "warehouse-not-found":
      throw notFound("warehouse");
    case "reason-needed":
      return badForm({ reason: ["Say why: Swyft would not choose this warehouse."] });
    case "not-routable":
    case "decided-meanwhile":
    case "already-there":
    case "kept-changing":
    case "change-pending":
    case "being-sent":
    case "in-wms":
    case "shipped":
      return json({ outcome, message: tellRefusal(outcome) }, { status: 409 });
  }
}
