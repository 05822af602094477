import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";

/** A customer as Shopify's compliance topics name them. */
export interface CustomerReference {
  readonly customerId: string | null;
  readonly email: string | null;
  readonly externalOrderIds: readonly string[];
}

export const uninstallShop = (db: Db, shopDomain: string, at: string) =>
  callFunction(
    db,
    "uninstall_shop",
    { p_shop_domain: shopDomain, p_at: at },
    z.enum(["uninstalled", "already-uninstalled", "older-than-install", "unknown-shop"]),
  );

/** Deletes a slice of a shop's rows; "more" asks for another call, "linked" for its connections to be ended first. */
export const redactShop = (db: Db, shopDomain: string, at: string | null) =>
  callFunction(
    db,
    "redact_shop",
    { p_shop_domain: shopDomain, p_at: at ?? undefined },
    z.enum(["linked", "more", "redacted", "older-than-install"]),
  );

export const exportCustomer = (db: Db, shopDomain: string, requestId: string, customer: CustomerReference) =>
  callFunction(
    db,
    "export_customer",
    { p_shop_domain: shopDomain, p_request_id: requestId, ...customerArgs(customer) },
    z.enum(["exported", "unknown-shop"]),
  );

export const redactCustomer = (db: Db, shopDomain: string, customer: CustomerReference) =>
  callFunction(
    db,
    "redact_customer",
    { p_shop_domain: shopDomain, ...customerArgs(customer) },
    z.object({ orders: z.int(), shopify_events: z.int(), trackstar_events: z.int(), exports: z.int() }),
  );

const customerArgs = (customer: CustomerReference) => ({
  p_external_order_ids: [...customer.externalOrderIds],
  p_customer_id: customer.customerId ?? undefined,
  p_email: customer.email ?? undefined,
});
