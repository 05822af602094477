import type { Cell } from "./cells.ts";

/** Ids of back-tests in the states their page has. */
export type ShownBackTests = Record<"done" | "draft" | "running" | "failed" | "cancelled", string>;

const list = "/app/routing/back-tests";

/** The list of back-tests, and one in each state. */
export function backTestCells(runs: ShownBackTests): Cell[] {
  const run = (state: keyof ShownBackTests, path = `${list}/${runs[state]}`): Cell => ({
    screen: "back-test",
    state,
    shop: "full",
    path,
  });
  return [
    { screen: "back-tests", state: "full", shop: "full", path: list },
    { screen: "back-tests", state: "empty", shop: "empty", path: list },
    {
      screen: "back-tests",
      state: "refused",
      shop: "full",
      path: list,
      act: async (frame) => {
        await frame.getByLabel("First day").fill("2020-01-01");
        await frame.getByRole("button", { name: "Start back-test" }).click();
        await frame.waitForSelector(".Polaris-InlineError");
      },
    },
    run("done"),
    run("draft"),
    { ...run("draft"), state: "nothing-found", path: `${list}/${runs.draft}?q=nothing-like-this` },
    run("running"),
    run("failed"),
    run("cancelled"),
    { ...run("done"), state: "missing", path: `${list}/00000000-0000-4000-8000-000000000000` },
  ];
}

export const backTestErrorCells = (runs: ShownBackTests): Cell[] => [
  { screen: "back-tests", state: "error", shop: "full", path: list },
  { screen: "back-test", state: "error", shop: "full", path: `${list}/${runs.done}` },
];
