import type { ActionFunctionArgs } from "@remix-run/node";
import { type EventReceipt, receiveEvent } from "#app/services/connections/receive-event.server.ts";

export function loader() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}

export async function action({ request }: ActionFunctionArgs) {
  if (request.method !== "POST") return loader();
  return new Response(null, { status: statusOf(await receiveEvent(request)) });
}

/** Anything but 2xx makes Trackstar send the event again. */
function statusOf(receipt: EventReceipt): number {
  switch (receipt) {
    case "stored":
    case "duplicate":
    case "unreadable":
      return 200;
    case "unsigned":
      return 401;
    case "too-large":
      return 413;
    case "unavailable":
      return 503;
  }
}
