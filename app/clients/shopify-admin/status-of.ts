import { HttpResponseError } from "@shopify/shopify-api";
import { z } from "zod";

const Refusal = z.object({ code: z.int() });

/** The HTTP status with which Shopify refused a call; undefined for any other error. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof HttpResponseError)) return undefined;
  const response: unknown = error.response;
  return Refusal.safeParse(response).data?.code;
}
