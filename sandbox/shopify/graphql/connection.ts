import { GraphQLError } from "graphql";
import { z } from "zod";
import type { GraphNode } from "./node.ts";

const maxPage = 250;

const PageArgs = z.object({
  first: z.number().int().nullish(),
  last: z.number().int().nullish(),
  after: z.string().nullish(),
  before: z.string().nullish(),
  reverse: z.boolean().nullish(),
});

export interface Page {
  readonly size: number;
  readonly backwards: boolean;
  readonly cursor: string | null;
  readonly reverse: boolean;
}

/** Reads paging arguments, refusing what Shopify refuses. */
export function pageOf(args: unknown): Page {
  const { first, last, after, before, reverse } = PageArgs.parse(args);
  if (first == null && last == null) throw new GraphQLError("you must provide one of first or last");
  if (first != null && last != null) throw new GraphQLError("providing both first and last is not supported");
  const size = first ?? last ?? 0;
  if (size < 0) throw new GraphQLError("first and last cannot be less than zero");
  if (size > maxPage) throw new GraphQLError(`first and last cannot exceed ${maxPage}`);
  const backwards = last != null;
  return { size, backwards, cursor: (backwards ? before : after) ?? null, reverse: reverse === true };
}

export const cursorOf = (position: unknown) => Buffer.from(JSON.stringify(position)).toString("base64");

/** What a cursor of ours holds; a foreign or broken one is refused. */
export function positionOf<T>(schema: z.ZodType<T>, cursor: string): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64").toString()));
  } catch {
    throw new GraphQLError("Invalid cursor for current pagination sort.", {
      extensions: { code: "BAD_REQUEST" },
    });
  }
}

export interface Edge<T> {
  readonly item: T;
  readonly cursor: string;
}

/** A connection over the items of one page. */
export function connection<T>(
  edges: readonly Edge<T>[],
  more: { next: boolean; previous: boolean },
  toNode: (item: T) => GraphNode,
): GraphNode {
  return {
    nodes: () => edges.map(({ item }) => toNode(item)),
    edges: () => edges.map(({ item, cursor }) => ({ cursor, node: () => toNode(item) })),
    pageInfo: {
      hasNextPage: more.next,
      hasPreviousPage: more.previous,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

const ItemPosition = z.object({ last_id: z.string() });

/** A connection over a list at hand; cursors name items by id. */
export function listConnection<T extends { readonly id: string }>(
  items: readonly T[],
  args: unknown,
  toNode: (item: T) => GraphNode,
): GraphNode {
  const page = pageOf(args);
  const all = page.reverse ? items.toReversed() : items;
  const at = page.cursor === null ? -1 : all.findIndex(({ id }) => id === idIn(page.cursor));
  const start = page.backwards ? Math.max(0, (at < 0 ? all.length : at) - page.size) : at + 1;
  const end = page.backwards && at >= 0 ? at : Math.min(all.length, start + page.size);
  const edges = all.slice(start, end).map((item) => ({ item, cursor: cursorOf({ last_id: item.id }) }));
  return connection(edges, { next: end < all.length, previous: start > 0 }, toNode);
}

const idIn = (cursor: string | null) => (cursor === null ? "" : positionOf(ItemPosition, cursor).last_id);
