import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as driver } from "playwright-core";

const systemBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

// The Shopify library turns away clients that say they are headless.
export const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

/** A real Chromium: CHROMIUM_PATH, the system's, or the one inside an npm package (Linux x64). */
export async function launchBrowser(): Promise<Browser> {
  const executablePath =
    process.env["CHROMIUM_PATH"] ?? systemBrowsers.find(existsSync) ?? (await chromium.executablePath());
  return driver.launch({
    executablePath,
    headless: true,
    args: [
      // Chromium refuses its sandbox to root, which is who runs in containers.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}
