import { z } from "zod";

/*
 * The data API of the embedded stack and of hosted Supabase render the same value differently.
 * These schemas accept both and give one form to everything outside app/db.
 */

/** `2026-11-22 06:00:00.12+00` or `2026-11-22T06:00:00.12+00:00` to a Date. */
export const timestamp = z.string().transform((text, issues) => {
  const iso = text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    issues.addIssue({ code: "custom", message: `not a timestamp: ${text}` });
    return z.NEVER;
  }
  return date;
});

/** numeric, as JSON number or as text, to decimal text. */
export const decimalText = z.union([z.string(), z.number()]).transform(String);

/** numeric whose exactness does not matter (coordinates, percentages), to a number. */
export const approximate = z.union([z.string(), z.number()]).transform(Number).pipe(z.number());

/** bigint, as JSON number or as text, to a number that is exact. */
export const count = z.union([z.string(), z.number()]).transform(Number).pipe(z.int());

/** SQL null and a missing value mean the same. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? null);
