import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { badForm, json, notFound, parseParams, readForm } from "#app/lib/http.server.ts";
import { chooseOrderCreation } from "#app/services/connections/manage-connection.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ connectionId: z.uuid() });
const ModeForm = z.object({ mode: z.enum(["off", "swyft", "wms"], "Choose who creates orders.") });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { connectionId } = parseParams(Params, params);
  const form = await readForm(request, ModeForm);
  if (!form.success) return badForm(form.errors);
  const outcome = await chooseOrderCreation(ctx, connectionId, form.data.mode);
  switch (outcome) {
    case "set":
      return json({ outcome });
    case "connection-not-found":
      throw notFound("connection");
  }
}
