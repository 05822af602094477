import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "#app/lib/http.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

/** Any other address inside the app: the answer keeps the app's frame around it. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireShop(request);
  throw notFound("page");
}

export default function Nothing() {
  return null;
}
