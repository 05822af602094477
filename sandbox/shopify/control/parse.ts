import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import type { Peer } from "../peer.ts";
import { findShop, type Shop } from "../store/shops.ts";

/** The JSON body by its schema. Only application/json: a foreign page cannot send that without asking first. */
export async function bodyOf<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  if (!context.req.header("content-type")?.startsWith("application/json"))
    throw new HTTPException(415, { message: "send application/json" });
  const text = await context.req.text();
  return valid(schema, text === "" ? {} : jsonOf(text));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HTTPException(400, { message: "the body is not JSON" });
  }
}

export function valid<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new HTTPException(400, { message: z.prettifyError(parsed.error) });
  return parsed.data;
}

/** The shop named, or the first one when none is. */
export function shopNamed(peer: Peer, domain: string | undefined): Shop {
  const name = domain ?? peer.settings.shopDomains[0] ?? "";
  const shop = findShop(peer.db, name);
  if (!shop) throw new HTTPException(404, { message: `no shop ${name}` });
  return shop;
}
