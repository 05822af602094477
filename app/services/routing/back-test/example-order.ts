import type { PastDecision, PastEvent, PastOrder } from "./history.ts";
import { type Step, skus } from "./example-world.ts";

// Test support: an order of a made-up past, and what would be recorded of it.

export interface Reservation {
  readonly order: MadeOrder;
  readonly warehouse: string;
  readonly sku: string;
  readonly units: number;
  accepted: boolean;
  isOpen: boolean;
  /** The WMS has shelved it out: its own figure lacks the units. */
  isPicked: boolean;
}

export interface MadeOrder {
  readonly facts: PastOrder;
  /** Of those who found the same again only the last is kept. */
  decisions: { at: number; confirmedAt: number | null; decision: PastDecision }[];
  endedAt: number | null;
  days: { warehouse: string; day: string }[];
  refusals: string[];
  isDecided: boolean;
}

export const isConfirmed = (
  last: PastDecision,
  made: Pick<PastDecision, "outcome" | "reason" | "unfilled">,
) =>
  last.outcome === made.outcome &&
  last.reason === made.reason &&
  JSON.stringify(last.unfilled) === JSON.stringify(made.unfilled);

export const lastTried = ({ decisions }: MadeOrder) =>
  Math.max(...decisions.map((each) => each.confirmedAt ?? each.at));

export function looksAt({ facts, decisions, endedAt }: MadeOrder): PastEvent[] {
  const moments = decisions.flatMap(({ at, confirmedAt }) => [
    at,
    ...(confirmedAt === null ? [] : [confirmedAt]),
  ]);
  return decisions.flatMap(({ at, confirmedAt, decision }): PastEvent[] => {
    const later = moments.filter((moment) => moment > at).sort((a, b) => a - b);
    const look = {
      kind: "look",
      at,
      decision,
      order: facts,
      later,
      asked_at: null,
      ended_at: endedAt,
    } as const;
    return confirmedAt === null ? [look] : [look, { kind: "retry", at: confirmedAt, order_id: facts.id }];
  });
}

export function makeOrder(
  number: number,
  { lines, west }: Extract<Step, { kind: "order" }>,
  at: number,
): MadeOrder {
  return {
    facts: {
      id: `00000000-0000-4000-9000-${String(number).padStart(12, "0")}`,
      number: `#${number}`,
      routing_status: "routed",
      facts_version: 1,
      ship_to_country: "US",
      ship_to_state: west ? "CA" : "NY",
      ship_to_postal_code: null,
      ship_to_city: null,
      latitude: west ? 34 : 40.7,
      longitude: west ? -118.2 : -74,
      currency: "USD",
      total_price: 20,
      order_date: new Date(at).toISOString(),
      channel_type: "shopify",
      tags: [],
      shipping_method: null,
      customer_email_domain: null,
      released_rule_ids: [],
      line_items: lines.map(([sku, units], line) => ({
        line_id: `l${line}`,
        sku: skus[sku] ?? "A",
        name: null,
        price: "10.00",
        grams: 200,
        requires_shipping: true,
        fulfillable_quantity: units,
        group: null,
      })),
    },
    decisions: [],
    endedAt: null,
    days: [],
    refusals: [],
    isDecided: false,
  };
}
