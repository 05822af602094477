/** A linear program that is minimised: columns of 0 or more, rows with a lower or an upper end. */
export interface ProgramColumn {
  cost: number;
  /** Rows and what the column adds to each. */
  entries: readonly (readonly [number, number])[];
}

export interface ProgramRow {
  lower: number;
  upper: number;
}

export interface RelaxedSolution {
  objective: number;
  /** By column. */
  values: Float64Array;
  /** By row: below zero where an upper end, above zero where a lower end is felt. */
  duals: Float64Array;
}

export interface IntegerSolution {
  /** By column: 0 or 1. Null where none was found. */
  chosen: readonly boolean[] | null;
  /** No choice of these columns has a lower objective. */
  bound: number;
}

/** Fractions allowed; columns may be added between solutions. */
export interface Relaxation {
  add: (columns: readonly ProgramColumn[]) => void;
  /** Null where no solution was found. */
  solve: (timeLimit: number) => RelaxedSolution | null;
  close: () => void;
}

export interface IntegerQuest {
  columns: readonly ProgramColumn[];
  rows: readonly ProgramRow[];
  /** A choice that keeps to the rows. */
  start: readonly boolean[];
  /** Milliseconds. */
  timeLimit: number;
  /** A difference of the objective that does not matter. */
  tolerance: number;
}

/** What searching for an assignment asks of a solver. */
export interface Solver {
  relax: (rows: readonly ProgramRow[]) => Relaxation;
  choose: (quest: IntegerQuest) => IntegerSolution;
}
