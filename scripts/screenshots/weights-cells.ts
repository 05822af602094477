import type { Frame } from "playwright-core";
import type { Cell } from "./cells.ts";

const previewReady = (frame: Frame) => frame.getByText(/with today's stock/).waitFor();

async function fillTestOrder(frame: Frame, sku: string, quantity: string): Promise<void> {
  await frame.getByLabel("State or province").selectOption("CA");
  await frame.getByLabel("ZIP or postal code").fill("90001");
  await frame.getByRole("combobox", { name: "SKU" }).fill(sku);
  await frame.getByLabel("Quantity").fill(quantity);
  await frame.getByLabel("Weight").fill("900");
}

const test = (frame: Frame) => frame.getByRole("button", { name: "Test order" }).click();

const page = (screen: string, state: string, path: string, more: Partial<Cell> = {}): Cell => ({
  screen,
  state,
  shop: "full",
  path,
  ...more,
});

const weights = (state: string, more: Partial<Cell> = {}) =>
  page("weights", state, "/app/routing/weights", more);
const testOrder = (state: string, more: Partial<Cell> = {}) =>
  page("test-order", state, "/app/routing/test", more);

const rateCard = (state: string, more: Partial<Cell> = {}) =>
  page("rate-card", state, "/app/routing/rate-card", more);
const ownRates = (frame: Frame) => frame.getByText("Your own rate card").click();

/** The pages where weights are set and orders tested. */
export const weightsCells = (): Cell[] => [
  weights("full", { act: previewReady }),
  weights("moved", {
    act: async (frame) => {
      await previewReady(frame);
      await frame.getByRole("slider", { name: "Capacity" }).fill("85");
      await frame.getByText(/would ship differently/).waitFor();
    },
  }),
  weights("invalid", {
    act: async (frame) => {
      await previewReady(frame);
      await frame.getByText("When needed, and each shipment is worth enough").click();
      await frame.getByLabel("Each shipment is worth at least").fill("much");
      await frame.getByLabel("Shipments of one order, at most").fill("0");
      await frame.getByLabel("Keep enough stock for").fill("");
      await frame.getByText("Enter a number of days from 0 to 365.").waitFor();
    },
  }),
  weights("empty", { shop: "empty" }),
  weights("no-orders", {
    shop: "trouble",
    act: (frame) => frame.getByText(/There are no orders yet/).waitFor(),
  }),
  weights("preview-failed", {
    path: "/app/routing",
    act: async (frame) => {
      await frame.page().route(/weights\/preview/, (route) => route.fulfill({ json: {} }));
      await frame.getByRole("link", { name: "Weights", exact: true }).first().click();
      await frame.getByText("The preview couldn't be loaded").waitFor();
    },
  }),
  weights("loading", { from: { path: "/app/routing", link: "Weights" } }),
  rateCard("full"),
  rateCard("own", {
    act: async (frame) => {
      await ownRates(frame);
      await frame.getByText(/71 weights/).waitFor();
    },
  }),
  rateCard("invalid", {
    act: async (frame) => {
      await ownRates(frame);
      await frame.getByLabel("Currency").fill("dollars");
      const file = { name: "rates.csv", mimeType: "text/csv", buffer: Buffer.from("0,1,2,3") };
      await frame.locator('input[type="file"]').setInputFiles(file);
      await frame.getByText("expected pounds and 8 prices").waitFor();
    },
  }),
  rateCard("unreadable", { shop: "trouble" }),
  rateCard("loading", { from: { path: "/app/routing", link: "Rate card" } }),
  testOrder("full"),
  testOrder("suggestions", {
    act: async (frame) => {
      await frame.getByRole("combobox", { name: "SKU" }).pressSequentially("MUG");
      await frame.getByRole("listbox").getByRole("option").first().waitFor();
    },
  }),
  testOrder("decided", {
    act: async (frame) => {
      await fillTestOrder(frame, "MUG-OAK", "2");
      await test(frame);
      await frame.getByRole("heading", { name: /ships? this order/ }).waitFor();
    },
  }),
  testOrder("unknown-sku", {
    act: async (frame) => {
      await fillTestOrder(frame, "NO-SUCH-THING", "1");
      await test(frame);
      await frame.getByText(/not in stock anywhere/).waitFor();
    },
  }),
  testOrder("started", { path: "/app/routing/test?number=1200" }),
  testOrder("not-found", { path: "/app/routing/test?number=99999999" }),
  testOrder("invalid", {
    act: async (frame) => {
      await frame.getByLabel("Quantity").fill("0");
      await frame.getByRole("button", { name: "Add item" }).click();
      await frame.getByRole("button", { name: "Remove item 2" }).waitFor();
      await frame.getByLabel("Value").fill("a lot");
      await test(frame);
      await frame.getByText("This order can't be tested yet").waitFor();
    },
  }),
  testOrder("empty", { shop: "empty" }),
  testOrder("loading", { from: { path: "/app/routing", link: "Test an order" } }),
];

export const weightsErrorCells: readonly Cell[] = [weights("error"), rateCard("error"), testOrder("error")];
