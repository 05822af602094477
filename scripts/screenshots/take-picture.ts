import type { Frame } from "playwright-core";
import { audit } from "./audit.ts";
import type { Cell } from "./cells.ts";
import { appFrame, fitHeight, type Stage } from "./stage.ts";

export interface Picture {
  readonly stage: Stage;
  readonly width: number;
  /** The database is away: requests are meant to fail. */
  readonly isOutage: boolean;
}

/** States in which the server says no. */
const refused = new Set(["missing", "conflict", "refused"]);

/** Brings a screen into its state, pictures it and answers what is wrong with it. */
export async function takePicture({ stage, width, isOutage }: Picture, cell: Cell): Promise<string[]> {
  const name = `${cell.screen}-${cell.state}-${width}`;
  const { page, errors } = stage;
  errors.length = 0;
  await page.setViewportSize({ width, height: 900 });
  try {
    const frame = cell.from
      ? await openLoading(stage, cell, cell.from)
      : await stage.open(cell.shop, cell.path);
    await cell.act?.(frame);
    if (!cell.from) await fitHeight(page, frame);
    await page.screenshot({ path: `artifacts/${name}.png` });
    const expected = isOutage || refused.has(cell.state) ? /Failed to load resource|40\d|503/ : /^$/;
    const found = [...(await audit(frame)), ...errors.filter((error) => !expected.test(error))];
    return found.map((problem) => `${name}: ${problem}`);
  } catch (error) {
    await page.screenshot({ path: `artifacts/${name}.png` });
    return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    await page.unrouteAll({ behavior: "ignoreErrors" });
  }
}

/** Follows a link while the answer is kept waiting. */
async function openLoading(stage: Stage, cell: Cell, from: NonNullable<Cell["from"]>): Promise<Frame> {
  const { page } = stage;
  await stage.open(cell.shop, from.path);
  await page.route(/_data=/, () => new Promise(() => undefined));
  const frame = await appFrame(page);
  const inAdmin = page.getByRole("link", { name: from.link, exact: true });
  const inApp = frame.getByRole("link", { name: from.link, exact: true });
  await ((await inAdmin.count()) > 0 ? inAdmin : inApp).first().click();
  await frame.waitForSelector('[role="status"][aria-label="Loading page"]');
  return frame;
}
