import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** Error option for a zod leaf: "expected a positive integer, got -3". */
export function expected(what: string) {
  return { error: (issue: { input?: unknown }) => `expected ${what}, got ${shown(issue.input)}` };
}

/** One line per problem, `path: expected X, got Y`, in the order of the document. */
export function describeProblems(issues: readonly Issue[]): string[] {
  return placeProblems(issues).map(({ path, message }) => describeProblem(path, message));
}

/** Each problem with the path to what it is about; keys nobody knows are one problem each. */
export function placeProblems(issues: readonly Issue[]): { path: (string | number)[]; message: string }[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
    if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `expected a known key, got ${shown(key)}`,
    }));
  });
}

/** Paths start at the document, those of the order's lines at `lines`. */
export function describeProblem(path: readonly PropertyKey[], message: string): string {
  return `${describePath(path)}: ${message}`;
}

function describePath(path: readonly PropertyKey[]): string {
  const text = path.map(describeStep).join("");
  const relative = text.replace(/^\./, "").replace(/^order\.lines/, "lines");
  return relative === "" ? "input" : relative;
}

// A key that is not a plain word is quoted: it may hold line breaks, dots or nothing at all.
function describeStep(step: PropertyKey): string {
  if (typeof step === "number") return `[${step}]`;
  const key = String(step);
  return /^\w+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** A value as a problem names it: never more than one line, never long. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
