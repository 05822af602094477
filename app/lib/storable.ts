import { z } from "zod";

const earliest = Date.parse("1970-01-01T00:00:00Z");
const latest = Date.parse("9999-12-31T00:00:00Z");

/** An ISO 8601 moment with an offset that JavaScript and Postgres both write with four digits of year. */
export const storableMoment = z.iso.datetime({ offset: true }).refine((text) => {
  const time = Date.parse(text);
  return time >= earliest && time <= latest;
});

/** A count that fits Postgres's integer. */
export const storableCount = z.int().min(0).max(2_147_483_647);

/** Trimmed text of at most so many characters; Postgres has no place for NUL. */
export const storableText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine((text) => !text.includes("\0"));
