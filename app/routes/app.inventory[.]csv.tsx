import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { Readable } from "node:stream";
import { parseParams } from "#app/lib/http.server.ts";
import { exportInventory } from "#app/services/inventory/export-inventory.server.ts";
import { InventoryParams } from "#app/services/inventory/open-inventory.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  const params = parseParams(InventoryParams, Object.fromEntries(new URL(request.url).searchParams));
  const file = Readable.from(exportInventory(ctx, params));
  return new Response(createReadableStreamFromReadable(file), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="inventory.csv"',
      "Cache-Control": "no-store",
    },
  });
}
