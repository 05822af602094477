import { Badge, type BadgeProps } from "@shopify/polaris";
import type { RoutingStatus } from "#app/db/lists-orders.server.ts";

const looks: Record<RoutingStatus, { label: string; tone?: BadgeProps["tone"] }> = {
  routed: { label: "Routed", tone: "success" },
  split: { label: "Split", tone: "success" },
  pending: { label: "Waiting", tone: "info" },
  held: { label: "Held" },
  unfillable: { label: "Can't be filled", tone: "warning" },
  needs_review: { label: "Needs review", tone: "critical" },
  change_pending: { label: "Change pending", tone: "attention" },
};

export const routingLabel = (status: RoutingStatus): string => looks[status].label;

export function RoutingBadge({ status }: { status: RoutingStatus }) {
  const { label, tone } = looks[status];
  return <Badge tone={tone}>{label}</Badge>;
}

const fulfillments = {
  unfulfilled: { label: "Unfulfilled", tone: "attention", progress: "incomplete" },
  partial: { label: "Partially fulfilled", tone: "warning", progress: "partiallyComplete" },
  fulfilled: { label: "Fulfilled", progress: "complete" },
} as const satisfies Record<string, { label: string } & Pick<BadgeProps, "tone" | "progress">>;

export function FulfillmentBadge({ status }: { status: keyof typeof fulfillments }) {
  const { label, ...look } = fulfillments[status];
  return <Badge {...look}>{label}</Badge>;
}
