import type { ActionFunctionArgs } from "@remix-run/node";
import { type Receipt, receiveShopify } from "#app/services/webhooks/receive-shopify.server.ts";

export function loader() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}

export async function action({ request }: ActionFunctionArgs) {
  if (request.method !== "POST") return loader();
  return new Response(null, { status: statusOf(await receiveShopify(request)) });
}

/** Anything but 2xx makes Shopify send the delivery again. */
function statusOf(receipt: Receipt): number {
  switch (receipt) {
    case "stored":
    case "duplicate":
    case "unreadable":
      return 200;
    case "incomplete":
      return 400;
    case "unsigned":
      return 401;
    case "too-large":
      return 413;
    case "unavailable":
      return 503;
  }
}
