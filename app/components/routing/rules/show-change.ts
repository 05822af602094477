import type { RuleChange } from "./use-rule-changes.ts";

interface Row {
  readonly id: string;
  readonly isActive: boolean;
}

/** The rows as they will stand once a move is saved. */
export function moved<Each extends Row>(rows: readonly Each[], change: RuleChange | null): readonly Each[] {
  if (change?.kind !== "move") return rows;
  const row = rows.find(({ id }) => id === change.ruleId);
  return row ? rows.filter((each) => each !== row).toSpliced(change.position, 0, row) : rows;
}

export const switched = <Each extends Row>(
  rows: readonly Each[],
  change: RuleChange | null,
): readonly Each[] =>
  change?.kind === "switch"
    ? rows.map((row) => (row.id === change.ruleId ? { ...row, isActive: change.isActive } : row))
    : rows;
