import { describe, expect, test } from "vitest";
import { adminSql } from "#tests/support/stack.ts";

const all = [1, 2, 3, 4, 5, 6, 7];

async function nextClose(
  setting: { is_on?: boolean; times: string[]; days?: number[] },
  at: string,
  timeZone = "America/New_York",
): Promise<string | null> {
  const windows = { is_on: true, days: all, ...setting };
  const [row] = await adminSql<{ at: Date | null }[]>`
    select public.next_pick_close(${adminSql.json(windows)}, ${timeZone}, ${at}::timestamptz) as at`;
  return row?.at?.toISOString() ?? null;
}

describe("the next close of a pick window", () => {
  test.each([
    ["later the same day", "2026-07-06T12:59:59Z", "2026-07-06T13:00:00.000Z"],
    ["the second of the day once the first has come", "2026-07-06T13:00:00Z", "2026-07-06T20:30:00.000Z"],
    ["the first of the next day after the last", "2026-07-06T20:30:00Z", "2026-07-07T13:00:00.000Z"],
  ])("is %s", async (_what, at, expected) => {
    expect(await nextClose({ times: ["16:30", "09:00"] }, at)).toBe(expected);
  });

  test("passes over days that are not worked", async () => {
    const weekdays = { times: ["09:00"], days: [1, 2, 3, 4, 5] };
    // Friday 3 July 2026, after the close: Monday is next.
    expect(await nextClose(weekdays, "2026-07-03T14:00:00Z")).toBe("2026-07-06T13:00:00.000Z");
    expect(await nextClose({ times: ["09:00"], days: [3] }, "2026-07-08T14:00:00Z")).toBe(
      "2026-07-15T13:00:00.000Z",
    );
  });

  test("goes by the shop's clock, and its day", async () => {
    // 23:00 on Sunday in New York, when it is Monday in UTC already.
    expect(await nextClose({ times: ["23:30"], days: [7] }, "2026-07-06T03:00:00Z")).toBe(
      "2026-07-06T03:30:00.000Z",
    );
    expect(await nextClose({ times: ["09:00"] }, "2026-07-06T00:00:00Z", "Asia/Tokyo")).toBe(
      "2026-07-07T00:00:00.000Z",
    );
  });

  test("keeps its local time when the clocks change", async () => {
    expect(await nextClose({ times: ["09:00"] }, "2026-03-07T15:00:00Z")).toBe("2026-03-08T13:00:00.000Z");
    expect(await nextClose({ times: ["09:00"] }, "2026-10-31T15:00:00Z")).toBe("2026-11-01T14:00:00.000Z");
  });

  test("comes an hour later on the day that leaves its time out", async () => {
    expect(await nextClose({ times: ["02:30"] }, "2026-03-08T05:00:00Z")).toBe("2026-03-08T07:30:00.000Z");
  });

  test("comes once on the day that has its time twice", async () => {
    const first = await nextClose({ times: ["01:30"] }, "2026-11-01T04:00:00Z");
    expect(first).toBe("2026-11-01T06:30:00.000Z");
    expect(await nextClose({ times: ["01:30"] }, first ?? "")).toBe("2026-11-02T06:30:00.000Z");
  });

  test.each([[{ is_on: false, times: ["09:00"] }], [{ times: [] }], [{ times: ["09:00"], days: [] }]])(
    "is none with %j",
    async (setting) => {
      expect(await nextClose(setting, "2026-07-06T12:00:00Z")).toBeNull();
    },
  );
});
