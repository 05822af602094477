import {
  type DocumentNode,
  execute,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  Kind,
  OperationTypeNode,
  parse,
  validate,
} from "graphql";
import type { Peer } from "../peer.ts";
import { count } from "../store/counters.ts";
import type { Shop } from "../store/shops.ts";
import type { Buckets } from "./bucket.ts";
import { maxQueryCost, requestedCost } from "./cost.ts";
import { shopifyError } from "./errors.ts";
import { mutationRoot } from "./mutation-root.ts";
import { type GraphContext, resolveField } from "./node.ts";
import { queryRoot } from "./query-root.ts";
import { adminSchema } from "./schema.ts";

export interface GraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

type Parsed = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLFormattedError[] };
const parsed = new Map<string, Parsed>();

/** Parses and validates against the official schema; remembered, since apps send the same few texts. */
function parseQuery(query: string): Parsed {
  const known = parsed.get(query);
  if (known) return known;
  if (parsed.size > 200) parsed.clear();
  const result = check(query);
  parsed.set(query, result);
  return result;
}

function check(query: string): Parsed {
  try {
    const document = parse(query);
    const errors = validate(adminSchema(), document);
    return errors.length > 0 ? { errors: errors.map(shopifyError) } : { document };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [shopifyError(error)] };
    throw error;
  }
}

/** Answers one Admin GraphQL call: validation, cost, throttling, execution. Always HTTP 200, as Shopify does. */
export async function answerGraphql(
  peer: Peer,
  buckets: Buckets,
  caller: { shop: Shop; scope: string },
  request: GraphRequest,
): Promise<object> {
  count(peer.db, caller.shop.domain, "graphql_calls");
  const query = parseQuery(request.query);
  if ("errors" in query) return { errors: query.errors };
  const operation = getOperationAST(query.document, request.operationName);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return { errors: [{ message: "No operation found" }] };
  const requested = requestedCost(adminSchema(), query.document, operation, request.variables);
  if (requested > maxQueryCost) return tooExpensive(requested);
  const cost = { requestedQueryCost: requested, shop: caller.shop.domain };
  if (!buckets.take(cost.shop, requested)) return throttled(peer, buckets, cost);

  const context: GraphContext = { peer, ...caller, objects: 0 };
  const result = await execute({
    schema: adminSchema(),
    document: query.document,
    rootValue:
      operation.operation === OperationTypeNode.MUTATION ? mutationRoot(context) : queryRoot(context),
    contextValue: context,
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver: resolveField,
  });
  const actual =
    operation.operation === OperationTypeNode.MUTATION
      ? requested
      : Math.min(requested, Math.max(1, context.objects));
  buckets.giveBack(cost.shop, requested - actual);
  return {
    data: result.data,
    ...(result.errors ? { errors: result.errors.map(shopifyError) } : {}),
    extensions: extensions(buckets, cost, actual),
  };
}

interface Cost {
  readonly requestedQueryCost: number;
  readonly shop: string;
}

const extensions = (
  buckets: Buckets,
  { shop, requestedQueryCost }: Cost,
  actualQueryCost: number | null,
) => ({
  cost: { requestedQueryCost, actualQueryCost, throttleStatus: buckets.status(shop) },
});

function throttled(peer: Peer, buckets: Buckets, cost: Cost): object {
  count(peer.db, cost.shop, "throttled");
  return {
    errors: [
      {
        message: "Throttled",
        extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
      },
    ],
    extensions: extensions(buckets, cost, null),
  };
}

const tooExpensive = (cost: number) => ({
  errors: [
    {
      message: `Query cost is ${cost}, which exceeds the single query max cost limit (${maxQueryCost}).`,
      extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: maxQueryCost },
    },
  ],
});
