import { describe, expect, test } from "vitest";
import { PickWindowsForm, writePickWindowsForm } from "./pick-windows-form.ts";
import { NewPickWindows, PickWindows } from "./pick-windows.ts";

const messages = (given: unknown) => {
  const parsed = NewPickWindows.safeParse(given);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path[0], message]);
};

describe("pick windows", () => {
  test("are off until somebody sets them", () => {
    expect(PickWindows.parse({})).toEqual({
      is_on: false,
      times: [],
      days: [1, 2, 3, 4, 5],
      solver_seconds: 20,
    });
  });

  test("are kept in the order of the day", () => {
    expect(NewPickWindows.parse({ is_on: true, times: ["16:00", "09:30"] }).times).toEqual([
      "09:30",
      "16:00",
    ]);
  });

  test.each([
    [{ is_on: true, times: [] }, [["times", "Add the time a window closes."]]],
    [{ is_on: true, times: ["09:00"], days: [] }, [["days", "Choose at least one day."]]],
    [{ is_on: true, times: ["09:00", "09:00"] }, [["times", "Each time can be there once."]]],
    [{ times: ["24:00"] }, [["times", "Give times as hours and minutes, like 14:30."]]],
    [{ times: ["9 am"] }, [["times", "Give times as hours and minutes, like 14:30."]]],
  ])("of %j are refused with what is wrong", (given, wrong) => {
    expect(messages(given)).toEqual(wrong);
  });

  test("that are off need no times", () => {
    expect(messages({ is_on: false, times: [], days: [] })).toEqual([]);
  });
});

describe("the form of pick windows", () => {
  const windows = { is_on: true, times: ["09:30", "16:00"], days: [1, 3], solver_seconds: 20 };

  test("reads what it writes", () => {
    expect(PickWindowsForm.parse(writePickWindowsForm(windows))).toEqual(windows);
    const off = { is_on: false, times: [], days: [], solver_seconds: 5 };
    expect(PickWindowsForm.parse(writePickWindowsForm(off))).toEqual(off);
  });

  test.each([
    [{}, "is_on"],
    [{ ...writePickWindowsForm(windows), times: "morning" }, "times"],
    [{ ...writePickWindowsForm(windows), times: "" }, "times"],
    [{ ...writePickWindowsForm(windows), days: "1,9" }, "days"],
    [{ ...writePickWindowsForm(windows), days: "Monday" }, "days"],
    [{ ...writePickWindowsForm(windows), solver_seconds: "600" }, "solver_seconds"],
    [{ ...writePickWindowsForm(windows), solver_seconds: "soon" }, "solver_seconds"],
  ])("says of %j what is wrong with %s", (fields, wrong) => {
    const parsed = PickWindowsForm.safeParse(fields);
    expect(parsed.error?.issues.map(({ path }) => path[0])).toContain(wrong);
  });
});
