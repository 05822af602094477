import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** Error option for a zod leaf: "expected a positive integer, got -3". */
export function expected(what: string) {
  return { error: (issue: { input?: unknown }) => `expected ${what}, got ${shown(issue.input)}` };
}

/** One line per problem, `path: what is wrong`, in the order of the document. */
export function describeProblems(issues: readonly Issue[]): string[] {
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => describeProblem([...issue.path, key], "unknown key"))
      : [describeProblem(issue.path, issue.message)],
  );
}

/** Paths start at the document, those of the order's lines at `lines`. */
export function describeProblem(path: readonly PropertyKey[], message: string): string {
  return `${describePath(path)}: ${message}`;
}

function describePath(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  const relative = text.replace(/^\./, "").replace(/^order\.lines/, "lines");
  return relative === "" ? "input" : relative;
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
