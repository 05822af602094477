import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { badForm, json, readForm } from "#app/lib/http.server.ts";
import { linkConnection } from "#app/services/connections/link-connection.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const CodeForm = z.object({ code: z.string().min(1, "The code is missing.").max(500) });

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const form = await readForm(request, CodeForm);
  if (!form.success) return badForm(form.errors);
  const result = await linkConnection(ctx, form.data.code);
  switch (result.outcome) {
    case "linked":
      return json({ outcome: result.outcome, id: result.id });
    case "owned-by-another-shop":
      return refused("This WMS account is connected to another shop. Disconnect it there first.");
    case "code-refused":
      return refused("The connection took too long or was used already. Connect again.");
    case "unavailable":
      return json(
        { errors: { code: ["The WMS can't be reached right now. Connect again in a minute."] } },
        { status: 503 },
      );
  }
}

const refused = (message: string) => badForm({ code: [message] });
