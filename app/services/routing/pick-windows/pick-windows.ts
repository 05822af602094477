import { z } from "zod";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Give times as hours and minutes, like 14:30.");
const mostTimes = 12;

/** Batch mode as a shop sets it: local times of its own time zone, ISO weekdays (1 is Monday). */
export const PickWindows = z.object({
  is_on: z.boolean().default(false),
  /** When windows close, earliest first. */
  times: z
    .array(clock)
    .max(mostTimes, `At most ${mostTimes} windows a day.`)
    .transform((times) => times.toSorted())
    .default([]),
  days: z.array(z.int().min(1).max(7)).default([1, 2, 3, 4, 5]),
  /** How long deciding a window's orders together may take. */
  solver_seconds: z.int().min(1).max(60).default(20),
});
export type PickWindows = z.infer<typeof PickWindows>;

/** What a merchant may save: batch mode that is on has a time and a day, and no time twice. */
export const NewPickWindows = PickWindows.superRefine(({ is_on, times, days }, issues) => {
  if (new Set(times).size < times.length) complain("times", "Each time can be there once.");
  if (!is_on) return;
  if (times.length === 0) complain("times", "Add the time a window closes.");
  if (days.length === 0) complain("days", "Choose at least one day.");

  function complain(field: keyof PickWindows, message: string) {
    issues.addIssue({ code: "custom", path: [field], message });
  }
});
