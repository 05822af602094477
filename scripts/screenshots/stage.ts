import type { Browser, Frame, Page } from "playwright-core";
import { domains, type ShopName } from "./shops.ts";
import { userAgent } from "./browser.ts";

export interface Stage {
  readonly page: Page;
  readonly errors: string[];
  /** Opens the app in the shop's admin and answers its frame once the page is there. */
  open(shop: ShopName, path: string): Promise<Frame>;
  close(): Promise<void>;
}

/** A browser window of one width in front of the sandbox's admin. */
export async function openStage(browser: Browser, adminUrl: string, width: number): Promise<Stage> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    userAgent,
    reducedMotion: "reduce",
  });
  await context.addInitScript(() => {
    // The stand-in's own panel is not part of the app.
    if (location.pathname.startsWith("/store/")) localStorage.setItem("panel", "closed");
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(`page: ${error.message}`));

  async function open(shop: ShopName, path: string): Promise<Frame> {
    const handle = domains[shop].replace(".myshopify.com", "");
    await page.goto(`${adminUrl}/store/${handle}/apps/swyft${path}`);
    return appFrame(page);
  }
  return { page, errors, open, close: () => context.close() };
}

/** The app's frame, with its page hydrated. */
export async function appFrame(page: Page): Promise<Frame> {
  const element = await page.waitForSelector("iframe#app");
  const frame = await element.contentFrame();
  if (!frame) throw new Error("the admin has no app frame");
  await frame.waitForSelector(".Polaris-Page, [role=status]");
  await frame.waitForLoadState("networkidle");
  return frame;
}

const tallest = 3200;

/** Makes the window as tall as the page in the frame, so that a picture shows all of it. */
export async function fitHeight(page: Page, frame: Frame): Promise<void> {
  const size = page.viewportSize();
  if (!size) return;
  const content = await frame.evaluate(() => document.documentElement.scrollHeight);
  const shown = await frame.evaluate(() => window.innerHeight);
  const height = Math.min(tallest, Math.max(700, size.height + content - shown));
  await page.setViewportSize({ width: size.width, height });
}
