import { z } from "zod";
import type { AdminClient } from "./admin.server.ts";

const Answer = z.object({ data: z.unknown() });

/** Sends a query to a shop's Admin API and parses the `data` of its answer. */
export async function askAdmin<Schema extends z.ZodType>(
  admin: AdminClient,
  query: string,
  variables: Record<string, unknown>,
  data: Schema,
): Promise<z.infer<Schema>> {
  const answer = await admin.graphql(query, { variables });
  return data.parse(Answer.parse(await answer.json()).data);
}
