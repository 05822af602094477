import type { TestShop } from "#tests/support/shops.ts";
import { adminSql } from "#tests/support/stack.ts";

/** What the audit log says of a shop's action. */
export const auditOf = (shop: TestShop, action: string) =>
  adminSql<{ subject: string; details: Record<string, unknown> }[]>`
    select subject, details from public.audit_log where shop_id = ${shop.id} and action = ${action}`;
