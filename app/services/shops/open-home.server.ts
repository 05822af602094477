import { type HomeFacts, readHomePage } from "#app/db/lists-home.server.ts";
import { openHoldReasons, tellReason } from "#app/services/routing/reasons.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** What the home page says. */
export async function openHome(ctx: ShopContext) {
  const facts = await readHomePage(ctx.db, ctx.shopId, ctx.now, openHoldReasons);
  const { connected, synced, publishing, routed, dismissed } = facts.setup;
  return {
    now: ctx.now.toISOString(),
    timeZone: facts.time_zone,
    setup: {
      isShown: !dismissed,
      isDone: connected && synced && publishing && routed,
      steps: { connected, synced, publishing, routed },
    },
    days: facts.days,
    today: facts.days.at(-1)?.orders ?? 0,
    week: facts.days.slice(-7).reduce((sum, { orders }) => sum + orders, 0),
    routedShare: facts.week.to_route === 0 ? null : facts.week.routed / facts.week.to_route,
    medianMinutes: facts.median_minutes,
    attention: urgency
      .flatMap((status) => facts.attention.filter((each) => each.status === status))
      .map(attention),
    connections: facts.connections.map((connection) => ({
      id: connection.id,
      name: connection.name,
      orderCreation: connection.order_creation,
      lastSyncAt: connection.last_sync_at?.toISOString() ?? null,
      state: connectionState(connection),
      staleSince: connection.stale_since?.toISOString() ?? null,
    })),
  };
}
export type OpenedHome = Awaited<ReturnType<typeof openHome>>;

const urgency = ["needs_review", "unfillable", "change_pending", "held"] as const;

function attention({ status, reason, orders }: HomeFacts["attention"][number]) {
  const query = new URLSearchParams({ status, ...(reason !== null && { reason }) });
  return {
    label: reason === null ? statusLabels[status] : tellReason(reason).label,
    orders,
    url: `/app/orders?${query}`,
  };
}

const statusLabels = {
  held: "Held",
  unfillable: "Can't be filled",
  needs_review: "Needs review",
  change_pending: "Change pending",
} as const;

type ConnectionFacts = HomeFacts["connections"][number];

export type ConnectionState =
  "ok" | "first-sync" | "stale" | "choose-customer" | "stock-suspect" | "reconnect";

/** The first thing to mend about a connection, or that it works. */
function connectionState(connection: ConnectionFacts): ConnectionState {
  if (connection.health === "reconnect") return "reconnect";
  if (connection.health === "stock_suspect") return "stock-suspect";
  if (connection.needs_customer) return "choose-customer";
  if (connection.last_sync_at === null) return "first-sync";
  return connection.stale_since === null ? "ok" : "stale";
}
