import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { z } from "zod";
import { apiVersion } from "../settings.ts";

const Introspection = z.object({
  data: z.custom<IntrospectionQuery>(
    (value) => z.object({ __schema: z.object({}) }).safeParse(value).success,
  ),
});

let schema: GraphQLSchema | undefined;

/** The official Admin schema; built once, since that takes a quarter of a second. */
export function adminSchema(): GraphQLSchema {
  if (schema) return schema;
  const file = new URL(`../schema/admin-${apiVersion}.json.gz`, import.meta.url);
  const { data } = Introspection.parse(JSON.parse(gunzipSync(readFileSync(file)).toString()));
  schema = buildClientSchema(data);
  return schema;
}
