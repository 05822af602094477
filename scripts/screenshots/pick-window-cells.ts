import type { Frame } from "playwright-core";
import type { Cell } from "./cells.ts";

async function leaveGaps(frame: Frame): Promise<void> {
  await frame.getByRole("checkbox", { name: "Assign the orders of a window together" }).check();
  await frame.getByRole("button", { name: "Add time" }).click();
  await frame.getByRole("button", { name: "Add time" }).click();
  await frame.getByLabel("Time 2", { exact: true }).fill("14:00");
}

async function chooseOrders(frame: Frame): Promise<void> {
  await frame.getByRole("row").getByRole("checkbox").last().check({ force: true });
  await frame.getByRole("button", { name: "Route again" }).first().waitFor();
}

/** The screen of pick windows and the queues of the orders list, with the states they have. */
export function pickWindowCells(width: number): Cell[] {
  const page = { screen: "pick-windows", shop: "full", path: "/app/routing/pick-windows" } as const;
  const orders = { screen: "orders", shop: "full" } as const;
  return [
    { ...page, state: "full" },
    { ...page, state: "empty", shop: "empty" },
    { ...page, state: "changed", shop: "empty", act: leaveGaps },
    { ...page, state: "loading", from: { path: "/app/routing", link: "Pick windows" } },
    { ...orders, state: "unfillable", path: "/app/orders?view=unfillable" },
    { ...orders, state: "waiting", path: "/app/orders?view=routed" },
    // On a narrow screen rows are chosen after a long press, which no mouse makes.
    ...(width > 600
      ? [{ ...orders, state: "chosen", path: "/app/orders?view=change_pending", act: chooseOrders }]
      : []),
  ];
}

export const pickWindowErrorCells: Cell[] = [
  { screen: "pick-windows", state: "error", shop: "full", path: "/app/routing/pick-windows" },
];
