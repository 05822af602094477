import { z } from "zod";
import type { CustomerReference } from "#app/db/compliance.server.ts";
import { orderGid } from "#app/services/orders/order-facts.ts";
import { numericId } from "#app/services/orders/webhook-order.ts";

const Customer = z.object({
  id: numericId.nullish(),
  email: z.string().nullish(),
});

const customerReference = (
  customer: z.infer<typeof Customer> | null | undefined,
  orderIds: readonly string[] | null | undefined,
): CustomerReference => ({
  customerId: customer?.id ?? null,
  email: customer?.email?.trim() ? customer.email.trim() : null,
  externalOrderIds: (orderIds ?? []).map(orderGid),
});

export const CustomerRedaction = z
  .object({
    shop_domain: z.string(),
    customer: Customer.nullish(),
    orders_to_redact: z.array(numericId).nullish(),
  })
  .transform((body) => ({
    shopDomain: body.shop_domain,
    customer: customerReference(body.customer, body.orders_to_redact),
  }));

export const DataRequest = z
  .object({
    shop_domain: z.string(),
    customer: Customer.nullish(),
    orders_requested: z.array(numericId).nullish(),
    data_request: z.object({ id: numericId }),
  })
  .transform((body) => ({
    shopDomain: body.shop_domain,
    requestId: body.data_request.id,
    customer: customerReference(body.customer, body.orders_requested),
  }));

export const ShopRedaction = z
  .object({ shop_domain: z.string() })
  .transform((body) => ({ shopDomain: body.shop_domain }));
