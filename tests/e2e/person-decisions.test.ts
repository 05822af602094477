import { mkdir } from "node:fs/promises";
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
  demo = await startDemo({ name: `e2e-person-${process.pid}`, fresh: true });
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

const keep = (name: string) => page.screenshot({ path: `artifacts/journey-person-${name}.png` });
const inNav = (name: string) => page.getByRole("link", { name, exact: true });
const button = (name: string) => app.getByRole("button", { name, exact: true });
const dialog = () => app.getByRole("dialog");

test("a shop with two warehouses and a routed order", async () => {
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

test("a person sends it elsewhere with a reason, and the page shows both choices", async () => {
  const automatic = await app.getByRole("heading", { name: / ships this order$/ }).innerText();
  const [first = ""] = automatic.split(" ");
  const other = first === "Reno" ? "Columbus" : "Reno";

  await button("Change warehouse").click();
  await dialog().getByText(other, { exact: true }).click();
  await dialog()
    .getByRole("textbox", { name: /^Reason/ })
    .fill("The customer lives next door");
  await dialog().getByRole("button", { name: "Send it here" }).click();

  await app.getByRole("heading", { name: `${other} ships this order` }).waitFor();
  await app.getByText(`Swyft would have chosen ${first}.`).waitFor();
  await app.getByText("“The customer lives next door”", { exact: true }).waitFor();
  await app.getByText(`${other} chosen`, { exact: true }).waitFor();
  await app.getByText(`Routed to ${first}`, { exact: true }).waitFor();
  await app.getByText("Locked", { exact: true }).first().waitFor();
  await keep("1-chosen");
});

test("holds it with a note, and nothing routes it", async () => {
  await button("More actions").click();
  await button("Hold").click();
  await dialog().getByRole("textbox", { name: "Note (optional)" }).fill("Ask about the colour");
  await dialog().getByRole("button", { name: "Hold order" }).click();
  await app.getByText(/^Held by staff since .*: “Ask about the colour”$/).waitFor();
  expect(await app.getByRole("heading", { name: / ships this order$/ }).count()).toBe(0);
  await keep("2-held");
});

test("and releases it: it is routed anew", async () => {
  await button("Release").click();
  await app.getByRole("heading", { name: / ships this order$/ }).waitFor();
  await app.getByText("Released", { exact: true }).waitFor();
  expect(await app.getByText(/^Held by staff since/).count()).toBe(0);
  await keep("3-released");
});

test("nothing complained in the browser", () => {
  expect(complaints).toEqual([]);
});
