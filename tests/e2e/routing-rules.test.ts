import { afterAll, expect, test } from "vitest";
import { openStage } from "./stage.ts";

const stage = await openStage("rules");
const { demo, page, app, complaints, keep, inNav } = stage;
afterAll(() => stage.close());

const heading = (name: string) => app.getByRole("heading", { name, exact: true }).first();
const box = (name: string) => app.getByRole("combobox", { name, exact: true });
const press = (name: string) => app.getByRole("button", { name, exact: true }).click();
const inBar = (name: string) => page.locator("#save-bar").getByRole("button", { name });
const patience = { timeout: 30_000 };
const ruleNames = () => app.getByRole("list", { name: "Rules" }).getByRole("heading").allTextContents();

/** Types a part of the name and takes what is offered first. */
async function pickState(typed: string, offered: string): Promise<void> {
  await box("State or province").fill(typed);
  await app.locator("[role=option][data-focused]", { hasText: offered }).waitFor();
  await page.keyboard.press("Enter");
}

test("a shop with warehouses has no rules yet and hears what they are for", async () => {
  await page.goto(demo.urls.admin);
  await heading("Set up Swyft").waitFor();
  await stage.connectWms();
  await inNav("Routing").click();
  await app.getByText("Rules steer where orders ship from").waitFor();
  await keep("1-empty");
});

test("a person builds a rule by keyboard and mouse and reads it as a sentence", async () => {
  await app.getByRole("link", { name: "Add rule" }).click();
  await heading("Add rule").waitFor();
  await app.getByRole("textbox", { name: "Name" }).fill("West coast");
  await pickState("California", "California (CA)");
  await pickState("OR", "Oregon (OR)");
  await pickState("Washing", "Washington (WA)");
  await app.getByText("Orders to CA, OR or WA go to …").waitFor();
  await box("Warehouse").selectOption({ label: "Reno" });
  await app.getByText("Orders to CA, OR or WA go to Reno.").waitFor();

  await press("Add group to conditions");
  await app
    .getByRole("group", { name: "Condition 2.1" })
    .getByRole("combobox")
    .first()
    .selectOption("Order tags");
  await inBar("Save").click();
  await app.getByRole("heading", { name: "1 field to complete before this rule can be saved" }).waitFor();
  await app.getByText("Enter a tag.").waitFor();
  await app.getByRole("textbox", { name: "Order tags" }).fill("gift");
  await app.getByText("Orders to CA, OR or WA and tagged “gift” go to Reno.").waitFor();
  await keep("2-builder");
});

test("removing conditions from the keyboard leads on to what is left", async () => {
  const focused = (name: string) => app.getByRole("group", { name, exact: true }).locator("select:focus");
  const remove = async (place: string) => {
    await app.getByRole("button", { name: `Remove ${place}`, exact: true }).focus();
    await page.keyboard.press("Enter");
  };
  await press("Add condition to group 2");
  await press("Add condition to conditions");
  await remove("condition 2.1");
  await focused("Condition 2.1").waitFor();
  await remove("condition 2.1");
  await focused("Condition 2").waitFor();
  await remove("condition 2");
  await app.locator("button:focus", { hasText: "Add condition" }).waitFor();
  await press("Add group to conditions");
  await app
    .getByRole("group", { name: "Condition 2.1" })
    .getByRole("combobox")
    .first()
    .selectOption("Order tags");
  await app.getByRole("textbox", { name: "Order tags" }).fill("gift");
});

test("leaving with unsaved changes asks first, staying keeps them", async () => {
  await app.getByRole("link", { name: "Routing", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stay" }).click();
  await app.locator("body").evaluate(() => history.back());
  await page.getByRole("dialog").getByRole("button", { name: "Stay" }).click();
  await app.getByText("Orders to CA, OR or WA and tagged “gift” go to Reno.").waitFor();
  await inBar("Save").click();
  await heading("Unpublished changes").waitFor();
  expect(await ruleNames()).toEqual(["West coast"]);
});

test("rules are put in order from the keyboard, by the menu and by the handle", async () => {
  await press("Actions for West coast");
  await app.getByRole("menuitem", { name: "Duplicate" }).click();
  await app.getByRole("heading", { name: "West coast (copy)", exact: true }).waitFor();
  await press("Actions for West coast");
  await app.getByRole("menuitem", { name: "Move down" }).click();
  await expect.poll(ruleNames, patience).toEqual(["West coast (copy)", "West coast"]);

  await app.getByRole("button", { name: "Move West coast", exact: true }).focus();
  await page.keyboard.press("Space");
  await app.getByText("West coast picked up at place 2 of 2.").waitFor();
  await page.keyboard.press("ArrowUp");
  await app.getByText("West coast moved to place 1 of 2.").waitFor();
  await page.keyboard.press("Space");
  await expect.poll(ruleNames, patience).toEqual(["West coast", "West coast (copy)"]);
});

test("a rule is deleted after a question, and the draft is published", async () => {
  await press("Actions for West coast (copy)");
  await app.getByRole("menuitem", { name: "Delete" }).click();
  await press("Delete rule");
  await expect.poll(ruleNames, patience).toEqual(["West coast"]);
  await app.getByText("Added “West coast”.", { exact: true }).waitFor();
  await keep("3-draft");
  await press("Publish");
  await heading("Unpublished changes").waitFor({ state: "hidden" });
  expect(await ruleNames()).toEqual(["West coast"]);
});

test("what was live before is one click away", async () => {
  await app.getByRole("checkbox", { name: "On : West coast" }).click();
  await heading("Unpublished changes").waitFor();
  await press("Publish");
  await heading("Unpublished changes").waitFor({ state: "hidden" });
  await app.getByRole("link", { name: "Versions", exact: true }).click();
  await heading("Version 3").waitFor();
  await keep("4-versions");
  await press("Revert to version 2");
  await app.getByRole("dialog").getByRole("button", { name: "Revert", exact: true }).click();
  await app.getByText("Reverted to version 2.").waitFor();
  await inNav("Routing").click();
  await heading("Rules").waitFor();
  expect(await app.getByRole("checkbox", { name: "On : West coast" }).isChecked()).toBe(true);
});

test("an order goes where the live rule sends it, and says so", async () => {
  await stage.waitForStock();
  const placed = await fetch(new URL("/sandbox/orders", demo.urls.admin), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ zip: "90001", lines: [{ sku: "MUG-OAK", quantity: 1 }], tags: ["gift"] }),
  });
  expect(placed.status).toBeLessThan(300);
  await stage.openRoutedOrder();
  await heading("Reno ships this order").waitFor();
  await app.getByText("Rules that matched").waitFor();
  await app.getByRole("link", { name: "West coast" }).waitFor();
  await app.getByText("A routing rule allows other warehouses only.").first().waitFor();
  await keep("5-routed");
});

test("nothing complained in the browser", () => {
  expect(complaints).toEqual([]);
});
