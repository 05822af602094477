import type { Frame } from "playwright-core";
import type { ChosenOrders } from "./arrange-choices.ts";
import type { ShownOrders as RoutedOrders } from "./arrange-orders.ts";
import type { ShopName } from "./shops.ts";
import { weightsCells, weightsErrorCells } from "./weights-cells.ts";

export type ShownOrders = RoutedOrders & ChosenOrders;

/** One picture: a screen in a state. */
export interface Cell {
  readonly screen: string;
  readonly state: string;
  readonly shop: ShopName;
  readonly path: string;
  /** What a person does before the picture is taken. */
  readonly act?: (frame: Frame) => Promise<void>;
  /** Picture the way to this page while its data is on its way: the name of the link that leads there. */
  readonly from?: { readonly path: string; readonly link: string };
}

const press = (name: string) => async (frame: Frame) => {
  await frame.getByRole("button", { name }).first().click();
  await frame.waitForSelector('[role="dialog"] h2');
};

/** A page's action, beside its title or, where there is no room for it, in its menu. */
const pick = (name: string) => async (frame: Frame) => {
  const button = frame.getByRole("button", { name, exact: true });
  if ((await button.count()) === 0 || !(await button.first().isVisible())) {
    await frame
      .getByRole("button", { name: /^(More actions|View actions)/ })
      .first()
      .click();
  }
  await button.first().click();
  await frame.waitForSelector('[role="dialog"] h2');
};

/** Screens with the states they have; `error` is taken of each of them besides. */
export function cells(orders: ShownOrders): Cell[] {
  const page = (screen: string, state: string, path: string, more: Partial<Cell> = {}): Cell => ({
    screen,
    state,
    shop: "full",
    path,
    ...more,
  });
  const order = (state: keyof ShownOrders) => page("order", state, `/app/orders/${orders[state]}`);
  return [
    page("home", "full", "/app"),
    page("home", "empty", "/app", { shop: "empty" }),
    page("home", "trouble", "/app", { shop: "trouble" }),
    page("home", "loading", "/app", { from: { path: "/app/orders", link: "Swyft" } }),
    page("orders", "full", "/app/orders"),
    page("orders", "filtered", "/app/orders?status=held&reason=unpaid"),
    page("orders", "nothing-found", "/app/orders?q=nothing-like-this"),
    page("orders", "empty", "/app/orders", { shop: "empty" }),
    page("orders", "loading", "/app/orders", { from: { path: "/app/inventory", link: "Orders" } }),
    order("shipped"),
    order("unsent"),
    order("unfillable"),
    order("held"),
    order("review"),
    order("pending"),
    order("changed"),
    order("chosen"),
    order("holding"),
    order("split"),
    order("abroad"),
    page("order", "choose", `/app/orders/${orders.chosen}`, {
      act: async (frame) => {
        await pick("Change warehouse")(frame);
        await frame.getByRole("radio", { name: "Newark" }).waitFor();
        await frame.getByRole("dialog").getByText("Reno", { exact: true }).click();
      },
    }),
    page("order", "choose-reason", `/app/orders/${orders.unfillable}`, {
      act: async (frame) => {
        await pick("Choose warehouse")(frame);
        await frame.getByRole("dialog").getByText("Reno", { exact: true }).click();
      },
    }),
    page("order", "hold-dialog", `/app/orders/${orders.unsent}`, { act: pick("Hold") }),
    page("order", "send-now", `/app/orders/${orders.chosen}`, { act: pick("Send now") }),
    page("order", "scores", `/app/orders/${orders.shipped}`, {
      act: async (frame) => {
        await frame
          .getByRole("button", { name: /^Scores of/ })
          .first()
          .click();
        await frame.waitForSelector('[aria-expanded="true"][aria-controls]');
      },
    }),
    page("order", "loading", `/app/orders/${orders.shipped}`, {
      from: { path: "/app/orders", link: "#1200" },
    }),
    page("order", "missing", "/app/orders/00000000-0000-4000-8000-000000000000"),
    page("connections", "full", "/app/connections"),
    page("connections", "empty", "/app/connections", { shop: "empty" }),
    page("connections", "trouble", "/app/connections", { shop: "trouble" }),
    page("connections", "creation", "/app/connections", {
      act: press("Change order creation for Northline WMS"),
    }),
    page("connections", "disconnect", "/app/connections", { act: press("Disconnect") }),
    page("connections", "loading", "/app/connections", {
      from: { path: "/app/orders", link: "Warehouses & connections" },
    }),
    page("inventory", "full", "/app/inventory"),
    page("inventory", "low", "/app/inventory?stock=low"),
    page("inventory", "unknown", "/app/inventory?stock=unknown"),
    page("inventory", "nothing-found", "/app/inventory?q=nothing-like-this"),
    page("inventory", "empty", "/app/inventory", { shop: "empty" }),
    page("inventory", "loading", "/app/inventory", { from: { path: "/app/orders", link: "Inventory" } }),
    ...weightsCells(),
  ];
}

export const errorCells = (orders: ShownOrders): Cell[] => [
  { screen: "home", state: "error", shop: "full", path: "/app" },
  { screen: "orders", state: "error", shop: "full", path: "/app/orders" },
  { screen: "order", state: "error", shop: "full", path: `/app/orders/${orders.shipped}` },
  { screen: "connections", state: "error", shop: "full", path: "/app/connections" },
  { screen: "inventory", state: "error", shop: "full", path: "/app/inventory" },
  ...weightsErrorCells,
];
