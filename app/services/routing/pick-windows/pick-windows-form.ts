import { z } from "zod";
import { NewPickWindows, type PickWindows } from "./pick-windows.ts";

const list = (missing: string) =>
  z.string(missing).transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );

/** The setting as its form sends it: lists with commas. */
export const PickWindowsForm = z
  .object({
    is_on: z.enum(["true", "false"], "Say whether batch mode is on.").transform((text) => text === "true"),
    times: list("The times are missing."),
    days: list("The days are missing.").transform((days) => days.map(Number)),
    solver_seconds: z.coerce.number("Choose how long it may take."),
  })
  .transform((fields): z.input<typeof NewPickWindows> => fields)
  .pipe(NewPickWindows);

export type PickWindowsFields = Record<keyof PickWindows, string>;

export const writePickWindowsForm = (windows: PickWindows): PickWindowsFields => ({
  is_on: String(windows.is_on),
  times: windows.times.join(","),
  days: windows.days.join(","),
  solver_seconds: String(windows.solver_seconds),
});
