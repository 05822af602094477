import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { cancelRun } from "#app/services/routing/back-test/cancel-run.server.ts";
import { json, notFound, parseParams } from "#app/lib/http.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ backTestId: z.uuid() });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { backTestId } = parseParams(Params, params);
  const outcome = await cancelRun(ctx, backTestId);
  switch (outcome) {
    case "cancelled":
      return json({ outcome });
    case "already-over":
      return json({ outcome, message: "This back-test is over already." }, { status: 409 });
    case "not-found":
      throw notFound("back-test");
  }
}
