import { z } from "zod";
import { logger } from "#app/clients/logger.server.ts";
import { frameRequest, openShop, tokenOf, userAgent } from "../identity/shopify.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";
import type { Peer } from "#tests/support/peers.ts";
import { adminSql, connectTestDb } from "#tests/support/stack.ts";
import type { TestShop } from "#tests/support/shops.ts";

/** A shop that installed the app through the stand-in, so that its people can call routes. */
export interface SignedInShop extends TestShop {
  /** Calls the running web server as this shop's page would. */
  call(base: string, path: string, form?: Record<string, string>): Promise<Response>;
}

export async function signInShop(peer: Peer): Promise<SignedInShop> {
  const domain = await openShop(peer);
  const { shopId } = await requireShop(frameRequest(await tokenOf(peer, domain)));
  await adminSql`update public.stores set routing_from = '2020-01-01' where id = ${shopId}`;
  const [channel] = await adminSql<{ id: string }[]>`
    select id from public.sales_channels where shop_id = ${shopId}`;
  return {
    id: shopId,
    domain,
    channelId: z.string().parse(channel?.id),
    ctx: { db: connectTestDb(), shopId, shopDomain: domain, actor: "test", now: new Date(), log: logger },
    async call(base, path, form) {
      return fetch(new URL(path, base), {
        method: form ? "POST" : "GET",
        redirect: "manual",
        headers: {
          authorization: `Bearer ${await tokenOf(peer, domain)}`,
          "user-agent": userAgent,
          accept: "application/json",
        },
        ...(form && { body: new URLSearchParams(form) }),
      });
    },
  };
}
