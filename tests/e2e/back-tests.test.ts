import { mkdir, readFile } from "node:fs/promises";
import Papa from "papaparse";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, userAgent } from "#sandbox/browser/launch-browser.ts";
import { type Demo, startDemo } from "#sandbox/demo/start-demo.ts";
import { waitFor } from "#tests/support/wait-for.ts";

let demo: Demo;
let browser: Browser;
let page: Page;
let app: FrameLocator;
const complaints: string[] = [];

beforeAll(async () => {
  demo = await startDemo({ name: `e2e-back-test-${process.pid}`, fresh: true });
  browser = await launchBrowser();
  const context = await browser.newContext({ userAgent, viewport: { width: 1680, height: 900 } });
  context.setDefaultTimeout(60_000);
  page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  app = page.locator("iframe").first().contentFrame();
  await mkdir("artifacts", { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

const keep = (name: string) => page.screenshot({ path: `artifacts/journey-back-test-${name}.png` });
const inNav = (name: string) => page.getByRole("link", { name, exact: true });

test("a shop with a routed order", async () => {
  await page.goto(demo.urls.admin);
  await inNav("Warehouses & connections").click();
  await app.getByRole("button", { name: "Connect a WMS" }).click();
  const link = app.frameLocator("iframe[title='Trackstar Link']");
  await link.getByRole("button", { name: "Northline WMS" }).click();
  await link.getByRole("button", { name: "Connect", exact: true }).click();
  await app.getByText("Reno", { exact: true }).first().waitFor();
  await waitFor(async () => {
    await inNav("Orders").click();
    await inNav("Inventory").click();
    await app.getByRole("heading", { name: "Inventory" }).first().waitFor();
    return (await app.getByText("BOARD-AMBER").count()) > 0 ? true : undefined;
  });
  await page.getByText("A particular order").click();
  await page.getByRole("combobox", { name: "SKU" }).fill("MUG-OAK");
  await page.getByRole("button", { name: "Place this order" }).click();
  await inNav("Orders").click();
  await app.getByRole("row").filter({ hasText: "#1001" }).getByText("Routed").waitFor();
  await app.getByRole("link", { name: "#1001" }).first().click();
  await app.getByText(/Score 0\.\d\d/).waitFor();
});

test("bad days are answered with a message beside the field", async () => {
  await inNav("Routing").click();
  await app.getByRole("link", { name: "Back-tests", exact: true }).click();
  await app.getByLabel("First day").fill("2020-01-01");
  await app.getByRole("button", { name: "Start back-test" }).click();
  await app.getByText("Choose at most 366 days.").waitFor();
});

test("a back-test of the live setup runs as a job and finds what was decided", async () => {
  await app.getByLabel("First day").fill(await app.getByLabel("Last day").inputValue());
  await app.getByRole("button", { name: "Start back-test" }).click();
  await app.getByText("1 order decided again, none otherwise").waitFor();
  await app.getByText("100.0%", { exact: true }).first().waitFor();
  await app.getByText("1 of 1 automatic decision.", { exact: false }).waitFor();
  await keep("result");
});

test("its orders come as a file", async () => {
  const downloaded = page.waitForEvent("download");
  await app
    .getByRole("button", { name: "All", exact: true })
    .or(app.getByRole("tab", { name: "All", exact: true }))
    .first()
    .click();
  await app.getByRole("link", { name: "#1001" }).waitFor();
  await app.getByRole("button", { name: "Export", exact: true }).click();
  const file = await (await downloaded).path();
  const rows = Papa.parse<string[]>((await readFile(file, "utf8")).trim()).data;
  expect(rows.map((row) => [row[0], row[2]])).toEqual([
    ["Order", "Changed"],
    ["#1001", "no"],
  ]);
});

test("the list shows the run, and nothing complained", async () => {
  await inNav("Routing").click();
  await app.getByRole("link", { name: "Back-tests", exact: true }).click();
  await app.getByRole("row").filter({ hasText: "Live setup" }).getByText("Done").waitFor();
  expect(complaints.filter((text) => !text.includes("400"))).toEqual([]);
});
