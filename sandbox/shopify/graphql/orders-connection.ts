import { z } from "zod";
import type { Order } from "../orders/order.ts";
import { countOrders, type FoundOrder, type OrderSort, searchOrders } from "../store/orders.ts";
import { connection, cursorOf, pageOf, positionOf } from "./connection.ts";
import type { GraphContext, GraphNode } from "./node.ts";
import { orderNode } from "./nodes/order-node.ts";
import { orderFilter } from "./order-filter.ts";
import { GraphQLError } from "graphql";

const Args = z.object({ query: z.string().nullish(), sortKey: z.string().nullish() });
const Position = z.object({ sort: z.number(), seq: z.number() });

const sortColumns: Readonly<Record<string, OrderSort>> = {
  CREATED_AT: "created_ms",
  UPDATED_AT: "updated_ms",
  PROCESSED_AT: "processed_ms",
  ID: "seq",
  ORDER_NUMBER: "seq",
};

const sixtyDaysMs = 60 * 24 * 3600 * 1000;

/** Without read_all_orders an app sees only the last 60 days. */
function visible(context: GraphContext) {
  if (context.scope.split(",").includes("read_all_orders")) return { conditions: [], values: [] };
  return { conditions: ["created_ms >= ?"], values: [context.peer.now().getTime() - sixtyDaysMs] };
}

function searchOf(context: GraphContext, query: string | null | undefined) {
  const [filter, limit] = [orderFilter(query), visible(context)];
  return {
    conditions: [...filter.conditions, ...limit.conditions],
    values: [...filter.values, ...limit.values],
  };
}

export function ordersConnection(context: GraphContext, args: unknown): GraphNode {
  const page = pageOf(args);
  const { query, sortKey } = Args.parse(args);
  const sort = sortColumns[sortKey ?? "PROCESSED_AT"];
  if (!sort) throw new GraphQLError(`The sandbox does not sort orders by ${sortKey ?? ""}`);
  const behind = page.cursor === null ? undefined : positionOf(Position, page.cursor);
  const descending = page.reverse !== page.backwards;
  const found = searchOrders(context.peer.db, context.shop.domain, {
    ...searchOf(context, query),
    sort,
    descending,
    behind,
    limit: page.size + 1,
  });
  const more = found.length > page.size;
  const items = page.backwards ? found.slice(0, page.size).toReversed() : found.slice(0, page.size);
  return connection(items.map(edgeOf), directions(page.backwards, more, page.cursor !== null), (order) =>
    orderNode(context, order),
  );
}

const edgeOf = ({ order, position }: FoundOrder): { item: Order; cursor: string } => ({
  item: order,
  cursor: cursorOf(position),
});

const directions = (backwards: boolean, more: boolean, behind: boolean) =>
  backwards ? { next: behind, previous: more } : { next: more, previous: behind };

export function ordersCount(context: GraphContext, args: unknown): GraphNode {
  const { query } = Args.parse(args);
  return {
    count: countOrders(context.peer.db, context.shop.domain, searchOf(context, query)),
    precision: "EXACT",
  };
}

export function isVisible(context: GraphContext, order: Order): boolean {
  const [oldest] = visible(context).values;
  return oldest === undefined || Date.parse(order.createdAt) >= oldest;
}
