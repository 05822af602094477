/**
 * Pictures every screen in every state at two widths into artifacts/, and fails when a page scrolls sideways, cuts
 * text off, has serious accessibility violations, console errors or two primary buttons.
 *
 *   node scripts/screenshots.ts [screen[-state]]
 */
import { mkdir } from "node:fs/promises";
import postgres from "postgres";
import { startDemo } from "#sandbox/demo/start-demo.ts";
import { arrangeNetwork } from "./screenshots/arrange-network.ts";
import { arrangeOrders, type ShownOrders } from "./screenshots/arrange-orders.ts";
import { arrangeTrouble } from "./screenshots/arrange-trouble.ts";
import { launchBrowser } from "./screenshots/browser.ts";
import { cells, errorCells } from "./screenshots/cells.ts";
import { domains, findShop, type ShopName } from "./screenshots/shops.ts";
import { openStage } from "./screenshots/stage.ts";
import { type Picture, takePicture } from "./screenshots/take-picture.ts";

const widths = [1280, 390];
const wanted = process.argv[2] ?? "";

const demo = await startDemo({
  name: `screenshots-${process.pid}`,
  fresh: true,
  worker: false,
  shopDomains: Object.values(domains),
  log: (line) => console.log(line),
});
const sql = postgres(demo.env["ADMIN_DATABASE_URL"] ?? "", { max: 2, onnotice: () => undefined });
const browser = await launchBrowser();
try {
  await mkdir("artifacts", { recursive: true });
  await openShops();
  const orders = await arrange();
  const problems = await pictureAll(orders);
  for (const problem of problems) console.log(problem);
  console.log(`${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  await sql.end();
  await demo.stop();
}

/** A shop's rows are made when its merchant opens the app. */
async function openShops(): Promise<void> {
  const stage = await openStage(browser, demo.urls.admin, 1280);
  for (const shop of Object.keys(domains) as ShopName[]) await stage.open(shop, "/app");
  await stage.close();
}

async function arrange(): Promise<ShownOrders> {
  Object.assign(process.env, demo.env, { LOG_LEVEL: "silent" });
  const { routeOrder } = await import("#app/services/routing/route-order.server.ts");
  const { connectDb } = await import("#app/db/client.server.ts");
  const { logger } = await import("#app/clients/logger.server.ts");
  const full = await findShop(sql, "full");
  const { warehouses } = await arrangeNetwork(sql, full);
  await arrangeTrouble(sql, await findShop(sql, "trouble"));
  const ctx = () => ({
    db: connectDb(),
    shopId: full.id,
    shopDomain: full.domain,
    actor: "swyft",
    now: new Date(),
    log: logger,
  });
  return arrangeOrders(sql, full, (orderId) => routeOrder(ctx(), orderId), [...warehouses.values()]);
}

async function pictureAll(orders: ShownOrders): Promise<string[]> {
  const isWanted = (cell: { screen: string; state: string }) =>
    `${cell.screen}-${cell.state}`.startsWith(wanted);
  const problems: string[] = [];
  for (const width of widths) {
    const stage = await openStage(browser, demo.urls.admin, width);
    const picture: Picture = { stage, width, isOutage: false };
    for (const cell of cells(orders).filter(isWanted)) problems.push(...(await takePicture(picture, cell)));
    await demo.stack.takeDown("api");
    for (const cell of errorCells(orders).filter(isWanted))
      problems.push(...(await takePicture({ ...picture, isOutage: true }, cell)));
    await demo.stack.bringUp("api");
    await stage.close();
  }
  return problems;
}
