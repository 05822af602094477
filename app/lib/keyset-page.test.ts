import { expect, test } from "vitest";
import { cutPage } from "./keyset-page.ts";

test("the spare row says that the list goes on and is not shown", () => {
  expect(cutPage([1, 2, 3], 2, undefined)).toEqual({ rows: [1, 2], hasNext: true, hasPrevious: false });
  expect(cutPage([1, 2], 2, undefined)).toEqual({ rows: [1, 2], hasNext: false, hasPrevious: false });
});

test("after a cursor there is something before the page", () => {
  expect(cutPage([3, 4, 5], 2, "after")).toEqual({ rows: [3, 4], hasNext: true, hasPrevious: true });
});

test("before a cursor the spare row is the first", () => {
  expect(cutPage([1, 2, 3], 2, "before")).toEqual({ rows: [2, 3], hasNext: true, hasPrevious: true });
  expect(cutPage([1, 2], 2, "before")).toEqual({ rows: [1, 2], hasNext: true, hasPrevious: false });
});
