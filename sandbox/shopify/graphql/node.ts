import type { GraphQLFieldResolver, GraphQLResolveInfo } from "graphql";
import { getNamedType, GraphQLError, isCompositeType } from "graphql";
import { z } from "zod";
import type { Peer } from "../peer.ts";
import type { Shop } from "../store/shops.ts";
import { isWrapper } from "./cost.ts";

/** An object of the graph: plain values, or functions that are called only when the field is asked for. */
export type GraphNode = Readonly<Record<string, unknown>>;

export interface GraphContext {
  readonly peer: Peer;
  readonly shop: Shop;
  readonly scope: string;
  /** Objects answered so far: the query's actual cost. */
  objects: number;
}

const Source = z.record(z.string(), z.unknown());
const Resolver = z.custom<(args: unknown, context: GraphContext) => unknown>(
  (value) => typeof value === "function",
);

/** Resolves from a GraphNode; a field the sandbox does not know is an error by name, never a null. */
export const resolveField: GraphQLFieldResolver<unknown, GraphContext> = (source, args, context, info) => {
  const fields = Source.parse(source);
  if (!Object.hasOwn(fields, info.fieldName)) throw notInSandbox(info);
  const field = fields[info.fieldName];
  const resolver = Resolver.safeParse(field);
  const value = resolver.success ? resolver.data(args, context) : field;
  countObjects(value, context, info);
  return value;
};

function notInSandbox(info: GraphQLResolveInfo): GraphQLError {
  return new GraphQLError(
    `The sandbox does not implement '${info.fieldName}' on type '${info.parentType.name}'`,
    {
      extensions: {
        code: "SANDBOX_NOT_IMPLEMENTED",
        typeName: info.parentType.name,
        fieldName: info.fieldName,
      },
    },
  );
}

function countObjects(value: unknown, context: GraphContext, info: GraphQLResolveInfo): void {
  const type = getNamedType(info.returnType);
  if (value == null || !isCompositeType(type) || isWrapper(type.name)) return;
  context.objects += Array.isArray(value) ? value.length : 1;
}
