import { isDeepStrictEqual } from "node:util";

/** The old values of what changed, keyed by dot paths such as `inventory_by_warehouse_id.wh-reno.onhand`. */
export function changedAttributes(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(changes("", before, after));
}

function changes(path: string, before: unknown, after: unknown): [string, unknown][] {
  if (isDeepStrictEqual(before, after)) return [];
  const [old, current] = [children(before), children(after)];
  const comparable = old && current && Array.isArray(before) === Array.isArray(after);
  // A list that grew or shrank is told whole: its positions no longer mean the same.
  const resized = Array.isArray(before) && Array.isArray(after) && before.length !== after.length;
  if (!comparable || resized) return [[path, before]];
  const keys = new Set([...old.keys(), ...current.keys()]);
  return [...keys].flatMap((key) =>
    changes(path === "" ? key : `${path}.${key}`, old.get(key), current.get(key)),
  );
}

function children(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value));
}
