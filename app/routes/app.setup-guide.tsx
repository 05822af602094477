import type { ActionFunctionArgs } from "@remix-run/node";
import { json } from "#app/lib/http.server.ts";
import { closeSetupGuide } from "#app/services/shops/close-setup-guide.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

/** DELETE hides the setup guide for good. */
export async function action({ request }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  if (request.method !== "DELETE") return json({ message: "Not possible." }, { status: 405 });
  await closeSetupGuide(ctx);
  return json({ outcome: "dismissed" });
}
