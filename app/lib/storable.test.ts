import { expect, test } from "vitest";
import { storableCount, storableMoment, storableText } from "./storable.ts";

test("text is trimmed, has an end, and never a character that Postgres cannot hold", () => {
  expect(storableText(5).parse(" a b ")).toBe("a b");
  expect(storableText(5).safeParse("123456").success).toBe(false);
  expect(storableText(5).safeParse("a\0b").success).toBe(false);
});

test("a moment is one that both calendars know", () => {
  for (const good of ["1970-01-01T00:00:00Z", "2026-02-28T10:00:00.5+14:00"])
    expect(storableMoment.parse(good)).toBe(good);
  for (const bad of [
    "2026-02-29T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-01:00",
    "2026-01-01",
  ])
    expect(storableMoment.safeParse(bad).success).toBe(false);
});

test("a count is whole, not negative, and fits", () => {
  for (const good of [0, 2_147_483_647]) expect(storableCount.parse(good)).toBe(good);
  for (const bad of [-1, 1.5, 2_147_483_648]) expect(storableCount.safeParse(bad).success).toBe(false);
});
