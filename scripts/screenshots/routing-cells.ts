import type { Frame } from "playwright-core";
import type { ShownRules } from "./arrange-routing.ts";
import type { Cell } from "./cells.ts";

const press = (name: string) => async (frame: Frame) => {
  await frame.getByRole("button", { name }).first().click();
  await frame.waitForSelector('[role="dialog"] h2');
};

async function openMenu(frame: Frame): Promise<void> {
  await frame.getByRole("button", { name: "Actions for West coast", exact: true }).click();
  await frame.getByRole("menuitem", { name: "Move down" }).waitFor();
}

async function leaveGaps(frame: Frame): Promise<void> {
  const name = frame.getByRole("textbox", { name: "Name" });
  await name.fill("Gaps");
  await name.fill("");
  await frame.getByRole("combobox", { name: "Comparison" }).selectOption("is none of");
  await frame.getByRole("combobox", { name: "State or province" }).fill("new");
  await frame.getByRole("option", { name: "New York (NY)" }).click();
  await frame.getByRole("combobox", { name: "Action" }).selectOption("Use other weights");
  await frame.getByRole("spinbutton", { name: "Stock" }).fill("70");
}

async function searchState(frame: Frame): Promise<void> {
  await frame.getByRole("combobox", { name: "State or province" }).fill("new");
  await frame.getByRole("option", { name: "New York (NY)" }).waitFor();
}

/** Somebody else saves a rule while this one is being edited. */
const loseRace = (ruleId: string) => async (frame: Frame) => {
  await frame.getByRole("textbox", { name: "Name" }).fill("Gifts of the east");
  await frame.evaluate(async (id) => {
    const read = await fetch(
      `/app/routing/rules/${id}?_data=${encodeURIComponent("routes/app.routing.rules.$ruleId")}`,
    );
    const { revision } = (await read.json()) as { revision: number };
    const body = new URLSearchParams({ revision: String(revision), isActive: "true" });
    const route = encodeURIComponent("routes/app.routing.rules.$ruleId.active");
    await fetch(`/app/routing/rules/${id}/active?_data=${route}`, { method: "POST", body });
  }, ruleId);
  await frame.page().locator("#save-bar").getByRole("button", { name: "Save" }).click();
  await frame.getByRole("button", { name: "Save my rule anyway" }).waitFor();
};

/** The screens of routing rules, with the states they have. */
export function routingCells({ nested, unreadable }: ShownRules): Cell[] {
  const rules = { screen: "routing", shop: "full", path: "/app/routing" } as const;
  const rule = { screen: "rule", shop: "full", path: "/app/routing/rules/new" } as const;
  const versions = { screen: "versions", shop: "full", path: "/app/routing/versions" } as const;
  return [
    { ...rules, state: "full" },
    { ...rules, state: "empty", shop: "empty" },
    { ...rules, state: "trouble", shop: "trouble" },
    { ...rules, state: "menu", act: openMenu },
    { ...rules, state: "discard", act: press("Discard") },
    { ...rules, state: "loading", from: { path: "/app/orders", link: "Routing" } },
    { ...rule, state: "new" },
    { ...rule, state: "gaps", act: leaveGaps },
    { ...rule, state: "picker", act: searchState },
    { ...rule, state: "nested", path: `/app/routing/rules/${nested}` },
    { ...rule, state: "conflict", path: `/app/routing/rules/${nested}`, act: loseRace(nested) },
    { ...rule, state: "delete", path: `/app/routing/rules/${nested}`, act: press("Delete rule") },
    { ...rule, state: "unreadable", shop: "trouble", path: `/app/routing/rules/${unreadable}` },
    { ...rule, state: "missing", path: "/app/routing/rules/00000000-0000-4000-8000-000000000000" },
    { ...rule, state: "loading", from: { path: "/app/routing", link: "Add rule" } },
    { ...versions, state: "full" },
    { ...versions, state: "empty", shop: "empty" },
    { ...versions, state: "revert", act: press("Revert to version 1") },
    { ...versions, state: "loading", from: { path: "/app/routing", link: "Versions" } },
  ];
}

export const routingErrorCells = ({ nested }: ShownRules): Cell[] => [
  { screen: "routing", state: "error", shop: "full", path: "/app/routing" },
  { screen: "rule", state: "error", shop: "full", path: `/app/routing/rules/${nested}` },
  { screen: "versions", state: "error", shop: "full", path: "/app/routing/versions" },
];
