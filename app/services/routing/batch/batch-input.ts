import { z } from "zod";
import { parseRouteInput, withPlaces } from "../engine/index.ts";
import type { RouteInput } from "../engine/index.ts";
import { describeProblem, describeProblems, expected, shown } from "../engine/problems.ts";
import type { Locate } from "#app/lib/places.ts";

/** Orders that meet one stock, and what `decide` takes beside its order. Units and formats are those of `RouteInput`. */
export interface BatchInput extends Omit<RouteInput, "order"> {
  /** In the order of their arrival; ids differ. */
  orders: RouteInput["order"][];
}

/** `greedy` decides one order after the other as they come, `joint` all of them together. */
export type BatchMode = "greedy" | "joint";

export type ParsedBatchInput =
  { ok: true; input: BatchInput; mode: BatchMode } | { ok: false; problems: string[] };

const Shell = z.looseObject(
  {
    orders: z.array(z.unknown(), expected("a list of orders")),
    mode: z.enum(["greedy", "joint"], expected('"greedy" or "joint"')),
  },
  expected("an object"),
);

const anyOrder = { id: "any", ship_to_country: "US", currency: "USD", lines: [] };
const anyMoment = "2000-01-01T00:00:00Z";

/**
 * Checks an unknown value against the documented `route-batch` format, by the checks of `route`. Each problem is one
 * line, `orders[3].lines[0].quantity: expected a positive integer, got -3`.
 */
export function parseBatchInput(document: unknown): ParsedBatchInput {
  const shell = Shell.safeParse(document);
  if (typeof document !== "object" || document === null || Array.isArray(document))
    return { ok: false, problems: describeProblems(shell.error?.issues ?? []) };
  const { orders: given, mode: _, order: stray, ...rest }: Record<string, unknown> = { ...document };
  const common = parseRouteInput({ ...rest, order: anyOrder });
  const orders = (Array.isArray(given) ? given : []).map(parseOrder);
  const problems = [
    ...(common.ok ? [] : common.problems),
    ...orders.flatMap((order) => (order.ok ? [] : order.problems)),
    ...repeatedIds(orders),
    ...describeProblems(shell.error?.issues ?? []),
    ...(stray === undefined ? [] : [describeProblem(["order"], 'expected a known key, got "order"')]),
  ];
  if (problems.length > 0 || !common.ok || !shell.success) return { ok: false, problems };
  const { order: __, ...shared } = common.input;
  const read = orders.flatMap((order) => (order.ok ? order.order : []));
  return { ok: true, input: { ...shared, orders: read }, mode: shell.data.mode };
}

/** The input with coordinates for every destination and warehouse, as far as `locate` knows them. */
export function withBatchPlaces(input: BatchInput, locate: Locate): BatchInput {
  const { orders, ...shared } = input;
  const [first, ...others] = orders;
  if (!first) return input;
  const { order, warehouses } = withPlaces({ ...shared, order: first }, locate);
  const located = others.map(
    (other) => withPlaces({ ...shared, warehouses: [], order: other }, locate).order,
  );
  return { ...input, warehouses, orders: [order, ...located] };
}

type ParsedOrder = { ok: true; order: RouteInput["order"] } | { ok: false; problems: string[] };

function parseOrder(order: unknown, at: number): ParsedOrder {
  const parsed = parseRouteInput({ now: anyMoment, order });
  if (parsed.ok) return { ok: true, order: parsed.input.order };
  // The engine names the lines of its only order without saying whose they are.
  const problems = parsed.problems.map((problem) =>
    problem.replace(/^lines\b/, "order.lines").replace(/^order\b/, `orders[${at}]`),
  );
  return { ok: false, problems };
}

function repeatedIds(orders: readonly ParsedOrder[]): string[] {
  const seen = new Set<string>();
  return orders.flatMap((parsed, at) => {
    if (!parsed.ok) return [];
    const { id } = parsed.order;
    if (seen.has(id))
      return [describeProblem(["orders", at, "id"], `expected an id of its own, got ${shown(id)} again`)];
    seen.add(id);
    return [];
  });
}
