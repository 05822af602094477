/**
 * Pictures every screen in every state at two widths into artifacts/, and fails when a page scrolls sideways, cuts
 * text off, has serious accessibility violations, console errors or two primary buttons.
 *
 *   node scripts/screenshots.ts [screen[-state]]
 */
import { mkdir } from "node:fs/promises";
import postgres from "postgres";
import { startDemo } from "#sandbox/demo/start-demo.ts";
import { arrangeBackTests } from "./screenshots/arrange-back-tests.ts";
import { backTestCells, backTestErrorCells, type ShownBackTests } from "./screenshots/back-test-cells.ts";
import { arrangeNetwork } from "./screenshots/arrange-network.ts";
import { arrangeChoices } from "./screenshots/arrange-choices.ts";
import { arrangeOrders } from "./screenshots/arrange-orders.ts";
import { arrangePickWindows, arrangeWaiting } from "./screenshots/arrange-pick-windows.ts";
import { arrangeRouting, type ShownRules } from "./screenshots/arrange-routing.ts";
import { arrangeTrouble } from "./screenshots/arrange-trouble.ts";
import { launchBrowser } from "./screenshots/browser.ts";
import { cells, errorCells, type ShownOrders } from "./screenshots/cells.ts";
import { pickWindowCells, pickWindowErrorCells } from "./screenshots/pick-window-cells.ts";
import { routingCells, routingErrorCells } from "./screenshots/routing-cells.ts";
import { domains, findShop, type ShopName, type ShopRow } from "./screenshots/shops.ts";
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
  const problems = await pictureAll(await arrange());
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

interface Shown {
  readonly orders: ShownOrders;
  readonly rules: ShownRules;
  readonly backTests: ShownBackTests;
}

async function arrange(): Promise<Shown> {
  Object.assign(process.env, demo.env, { LOG_LEVEL: "silent" });
  const { routeOrder } = await import("#app/services/routing/route-order.server.ts");
  const { connectDb } = await import("#app/db/client.server.ts");
  const { logger } = await import("#app/clients/logger.server.ts");
  const full = await findShop(sql, "full");
  const { warehouses } = await arrangeNetwork(sql, full);
  const trouble = await findShop(sql, "trouble");
  await arrangeTrouble(sql, trouble);
  const ctx = (shop: ShopRow) => ({
    db: connectDb(),
    shopId: shop.id,
    shopDomain: shop.domain,
    actor: "swyft",
    now: new Date(),
    log: logger,
  });
  const route = (orderId: string) => routeOrder(ctx(full), orderId);
  const orders = {
    ...(await arrangeOrders(sql, full, route, [...warehouses.values()])),
    ...(await arrangeChoices(sql, full, () => ctx(full), warehouses)),
  };
  await arrangePickWindows(sql, full);
  await arrangeWaiting(sql, full, orders.chosen);
  const rules = await arrangeRouting(sql, { full, trouble }, warehouses, ctx);
  return { orders, rules, backTests: await arrangeBackTests(sql, ctx(full)) };
}

async function pictureAll({ orders, rules, backTests }: Shown): Promise<string[]> {
  const isWanted = (cell: { screen: string; state: string }) =>
    `${cell.screen}-${cell.state}`.startsWith(wanted);
  const problems: string[] = [];
  for (const width of widths) {
    const stage = await openStage(browser, demo.urls.admin, width);
    const picture: Picture = { stage, width, isOutage: false };
    for (const cell of [
      ...cells(orders),
      ...routingCells(rules),
      ...pickWindowCells(width),
      ...backTestCells(backTests),
    ].filter(isWanted))
      problems.push(...(await takePicture(picture, cell)));
    await demo.stack.takeDown("api");
    for (const cell of [
      ...errorCells(orders),
      ...routingErrorCells(rules),
      ...pickWindowErrorCells,
      ...backTestErrorCells(backTests),
    ].filter(isWanted))
      problems.push(...(await takePicture({ ...picture, isOutage: true }, cell)));
    await demo.stack.bringUp("api");
    await stage.close();
  }
  return problems;
}
