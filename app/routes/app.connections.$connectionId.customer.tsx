import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { badForm, json, notFound, parseParams, readForm } from "#app/lib/http.server.ts";
import { chooseCustomer } from "#app/services/connections/manage-connection.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ connectionId: z.uuid() });
const CustomerForm = z.object({ customerId: z.string().min(1, "Choose a customer.").max(200) });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const { connectionId } = parseParams(Params, params);
  const form = await readForm(request, CustomerForm);
  if (!form.success) return badForm(form.errors);
  const outcome = await chooseCustomer(ctx, connectionId, form.data.customerId);
  switch (outcome) {
    case "chosen":
      return json({ outcome });
    case "connection-not-found":
      throw notFound("connection");
    case "customer-not-found":
      return badForm({ customerId: ["This customer is no longer in the account. Choose another one."] });
  }
}
