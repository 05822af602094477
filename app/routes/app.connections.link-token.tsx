import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { badForm, json, notFound, readForm, unavailable } from "#app/lib/http.server.ts";
import { startLink } from "#app/services/connections/link-connection.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const LinkForm = z.object({ connectionId: z.uuid().optional() });

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const form = await readForm(request, LinkForm);
  if (!form.success) return badForm(form.errors);
  const result = await startLink(ctx, form.data.connectionId);
  switch (result.outcome) {
    case "ready":
      return json({ linkToken: result.linkToken });
    case "connection-not-found":
      throw notFound("connection");
    case "unavailable":
      throw unavailable();
  }
}
