import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

/** A real Chromium: the one named, the system's, or the one npm brings. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
}

async function findChromium(): Promise<string> {
  const named = process.env["CHROMIUM_PATH"];
  if (named) return named;
  const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => existsSync(path),
  );
  if (installed !== undefined) return installed;
  const { default: packed } = await import("@sparticuz/chromium");
  return packed.executablePath();
}

/** Shopify's library turns away what calls itself headless. */
export const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";
