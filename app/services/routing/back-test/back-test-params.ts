import { DateTime } from "luxon";
import { z } from "zod";
import { storableText } from "#app/lib/storable.ts";

const mostDays = 366;

const day = z.iso.date({ error: "Choose a day." });
const aboutSetup = z.union(
  [z.enum(["live", "draft"]), z.string().regex(/^version-[1-9]\d{0,8}$/, "Choose a setup.")],
  {
    error: "Choose a setup.",
  },
);

/** The form that starts a back-test. `timeZone` and `now` say which day is today in the shop. */
export const startForm = (timeZone: string, now: Date) =>
  z
    .object({ firstDay: day, lastDay: day, setup: aboutSetup })
    .superRefine(({ firstDay, lastDay }, context) => {
      const problem = periodProblem(firstDay, lastDay, todayIn(timeZone, now));
      if (problem) context.addIssue({ code: "custom", ...problem });
    })
    .transform(({ firstDay, lastDay, setup }) => ({ firstDay, lastDay, ...readSetup(setup) }));

export const todayIn = (timeZone: string, now: Date): string =>
  DateTime.fromJSDate(now, { zone: timeZone }).toISODate() ?? "";

function periodProblem(firstDay: string, lastDay: string, today: string) {
  if (lastDay > today) return { path: ["lastDay"], message: "Choose today or a day before." };
  if (firstDay > lastDay) return { path: ["firstDay"], message: "Choose a day before the last one." };
  const days = DateTime.fromISO(lastDay).diff(DateTime.fromISO(firstDay), "days").days + 1;
  return days > mostDays ? { path: ["firstDay"], message: `Choose at most ${mostDays} days.` } : null;
}

function readSetup(setup: string) {
  if (setup === "live" || setup === "draft") return { kind: setup, version: null } as const;
  return { kind: "version", version: Number(setup.slice("version-".length)) } as const;
}

const cursor = z
  .string()
  .regex(/^[0-9T:.+ Z-]{10,40}~[0-9a-f-]{36}$/)
  .transform((text) => {
    const [decidedAt = "", id = ""] = text.split("~");
    return { decidedAt, id };
  })
  .pipe(z.object({ decidedAt: z.string().refine((at) => !Number.isNaN(Date.parse(at))), id: z.uuid() }))
  .optional();

/** The query of a result's address. */
export const BackTestParams = z.object({
  view: z.enum(["changed", "all"]).default("changed"),
  q: storableText(100).optional(),
  cause: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
  after: cursor,
  before: cursor,
});
export type BackTestParams = z.infer<typeof BackTestParams>;

export const cursorOf = ({ decided_at, order_id }: { decided_at: string; order_id: string }) =>
  `${decided_at}~${order_id}`;
