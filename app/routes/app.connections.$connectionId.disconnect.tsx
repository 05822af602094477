import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { disconnect } from "#app/services/connections/manage-connection.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ connectionId: z.uuid() });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { connectionId } = parseParams(Params, params);
  const outcome = await disconnect(ctx, connectionId);
  switch (outcome) {
    case "disconnected":
    case "already-disconnected":
      return json({ outcome: "disconnected" });
    case "connection-not-found":
      throw notFound("connection");
    case "unavailable":
      return json(
        { outcome, message: "The WMS connection can't be ended right now. Try again in a minute." },
        { status: 503 },
      );
  }
}
