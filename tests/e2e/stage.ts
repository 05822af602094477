import { mkdir } from "node:fs/promises";
import { launchBrowser, userAgent } from "#sandbox/browser/launch-browser.ts";
import { startDemo } from "#sandbox/demo/start-demo.ts";
import { waitFor } from "#tests/support/wait-for.ts";

interface StageOptions {
  readonly width?: number;
  readonly worker?: boolean;
}

/** A browser on a demo of its own. Whoever opens it closes it after the tests. */
export async function openStage(name: string, { width = 1280, worker = true }: StageOptions = {}) {
  const demo = await startDemo({ name: `e2e-${name}-${process.pid}`, fresh: true, worker });
  const browser = await launchBrowser();
  const context = await browser.newContext({ userAgent, viewport: { width, height: 900 } });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  const app = page.locator("iframe").first().contentFrame();
  await mkdir("artifacts", { recursive: true });

  const inNav = (link: string) => page.getByRole("link", { name: link, exact: true });
  return {
    demo,
    page,
    app,
    /** What the browser's console reported as an error. */
    complaints,
    inNav,
    keep: (moment: string) => page.screenshot({ path: `artifacts/journey-${name}-${moment}.png` }),

    /** Links the first WMS of the stand-in, as a person does; its warehouses are there afterwards. */
    async connectWms() {
      await inNav("Warehouses & connections").click();
      await app.getByRole("button", { name: "Connect a WMS" }).click();
      const link = app.frameLocator("iframe[title='Trackstar Link']");
      await link.getByRole("button", { name: "Northline WMS" }).click();
      await link.getByRole("button", { name: "Connect", exact: true }).click();
      // The page follows its syncs by itself.
      await app.getByText("Reno", { exact: true }).first().waitFor();
    },

    async waitForStock() {
      await waitFor(async () => {
        await inNav("Orders").click();
        await inNav("Inventory").click();
        await app.getByRole("heading", { name: "Inventory" }).first().waitFor();
        return (await app.getByText("BOARD-AMBER").count()) > 0 ? true : undefined;
      });
    },

    /** Opens the first order once its decision is there. */
    async openRoutedOrder() {
      await inNav("Orders").click();
      await app.getByRole("row").filter({ hasText: "#1001" }).getByText("Routed").waitFor();
      await app.getByRole("link", { name: "#1001" }).first().click();
      await app.getByText(/Score 0\.\d\d/).waitFor();
    },

    /** A shop with two warehouses and one order, which is routed and open. */
    async openShopWithOrder(sku: string) {
      await page.goto(demo.urls.admin);
      await this.connectWms();
      await this.waitForStock();
      await this.placeOrder(sku);
      await this.openRoutedOrder();
    },

    /** In the panel beside the app. */
    async placeOrder(sku: string) {
      await page.getByText("A particular order").click();
      await page.getByRole("combobox", { name: "SKU" }).fill(sku);
      await page.getByRole("button", { name: "Place this order" }).click();
    },

    async close() {
      await browser.close();
      await demo.stop();
    },
  };
}
