import { readFile } from "node:fs/promises";
import Papa from "papaparse";
import { afterAll, expect, test } from "vitest";
import { openStage } from "./stage.ts";

const stage = await openStage("back-test", { width: 1680 });
const { page, app, complaints, keep, inNav } = stage;
afterAll(() => stage.close());

test("a shop with a routed order", async () => {
  await stage.openShopWithOrder("MUG-OAK");
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
