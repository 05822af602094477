import { logger } from "#app/clients/logger.server.ts";
import { connectDb, DbError } from "#app/db/client.server.ts";
import { seeStore } from "#app/db/stores.server.ts";
import { unavailable } from "#app/lib/http.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { authenticate } from "./authenticate.server.ts";
import { registerShop } from "./register-shop.server.ts";

/** The shop a request of the admin acts for. Throws the library's redirects and refusals, and 503 in an outage. */
export async function requireShop(request: Request): Promise<ShopContext> {
  try {
    return await findContext(request);
  } catch (error) {
    if (error instanceof DbError && error.isOutage) {
      logger.error({ err: error }, "the database cannot be reached");
      throw unavailable();
    }
    throw error;
  }
}

async function findContext(request: Request): Promise<ShopContext> {
  const { session, sessionToken, admin } = await authenticate(request);
  const db = connectDb();
  const shopDomain = session.shop;
  const store = await seeStore(db, shopDomain);
  // No row yet while another request is still registering the shop; an inactive one was uninstalled and is back.
  const shopId = store?.isActive ? store.id : (await registerShop(db, shopDomain, admin)).shopId;
  const requestId = request.headers.get("x-request-id") ?? undefined;
  return {
    db,
    shopId,
    shopDomain,
    actor: sessionToken.sub,
    now: new Date(),
    log: logger.child({ shop: shopDomain, request: requestId }),
  };
}
