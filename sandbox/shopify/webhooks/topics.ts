export const orderTopics = [
  "orders/create",
  "orders/updated",
  "orders/edited",
  "orders/paid",
  "orders/cancelled",
  "orders/fulfilled",
  "orders/partially_fulfilled",
  "orders/delete",
  "refunds/create",
] as const;

export const complianceTopics = ["customers/data_request", "customers/redact", "shop/redact"] as const;

export const topics = [
  ...orderTopics,
  ...complianceTopics,
  "products/create",
  "products/update",
  "products/delete",
  "app/uninstalled",
  "app/scopes_update",
] as const;

export type Topic = (typeof topics)[number];
export type ComplianceTopic = (typeof complianceTopics)[number];

const compliance: ReadonlySet<string> = new Set(complianceTopics);
export const isComplianceTopic = (topic: Topic) => compliance.has(topic);
