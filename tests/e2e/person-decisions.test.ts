import { afterAll, expect, test } from "vitest";
import { openStage } from "./stage.ts";

const stage = await openStage("person", { width: 1680 });
const { app, complaints, keep } = stage;
afterAll(() => stage.close());

const button = (name: string) => app.getByRole("button", { name, exact: true });
const dialog = () => app.getByRole("dialog");

test("a shop with two warehouses and a routed order", async () => {
  await stage.openShopWithOrder("MUG-OAK");
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

test("the lock is taken away and put back", async () => {
  const locked = app.getByText("Locked", { exact: true }).first();
  await button("More actions").click();
  await button("Unlock").click();
  await locked.waitFor({ state: "hidden" });
  await button("More actions").click();
  await button("Lock").click();
  await locked.waitFor();
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
