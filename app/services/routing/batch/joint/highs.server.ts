import loadHighs from "highs";
import type { Highs, Model } from "highs";
import { seconds } from "#app/lib/duration.ts";
import type {
  IntegerQuest,
  IntegerSolution,
  ProgramColumn,
  ProgramRow,
  Relaxation,
  Solver,
} from "./program.ts";

const quiet = { output_flag: false, log_to_console: false };
// Windows of 200 orders are solved by the cuts at the root. Presolve and searches around a solution took half the time.
const cutsOnly = {
  presolve: "off",
  mip_heuristic_run_rins: false,
  mip_heuristic_run_rens: false,
  mip_heuristic_run_root_reduced_cost: false,
};
const feasible = 2;

/** HiGHS, compiled to WebAssembly: `code`, or its own file where that is left out. It blocks its thread. */
export async function openHighs(code?: WebAssembly.Module): Promise<Solver> {
  const highs = await loadHighs(code && { wasmModule: code });
  return {
    relax: (rows) => openRelaxation(highs, rows),
    choose: (quest) => highs.withModel((model) => choose(highs, model, quest)),
  };
}

function openRelaxation(highs: Highs, rows: readonly ProgramRow[]): Relaxation {
  const model = highs.createModel(modelOf(highs, [], rows));
  model.options.set(quiet);
  return {
    add: (columns) => {
      if (columns.length === 0) return;
      const { colCost: cost, colLower: lower, colUpper: upper, matrix } = modelOf(highs, columns, rows);
      // Without an upper end of their own, so that only rows have duals.
      model.addCols({ cost, lower, upper: upper.fill(highs.infinity), matrix });
    },
    solve: (timeLimit) => {
      model.zeroAllClocks();
      model.options.set("time_limit", Math.max(0, timeLimit / seconds(1)));
      const { modelStatus } = model.run();
      const { optimal, empty } = highs.constants.modelStatus;
      if (modelStatus === empty)
        return { objective: 0, values: new Float64Array(), duals: new Float64Array(rows.length) };
      if (modelStatus !== optimal) return null;
      const { colValue: values, rowDual: duals } = model.getSolution();
      return { objective: model.getObjectiveValue(), values, duals };
    },
    close: () => model.dispose(),
  };
}

function choose(highs: Highs, model: Model, quest: IntegerQuest): IntegerSolution {
  if (quest.columns.length === 0) return { chosen: [], bound: 0 };
  const { columns, rows, start, timeLimit, tolerance } = quest;
  const integrality = columns.map(() => highs.constants.variableType.integer);
  model.passModel({ ...modelOf(highs, columns, rows), integrality });
  model.options.set({
    ...quiet,
    ...cutsOnly,
    time_limit: Math.max(0, timeLimit / seconds(1)),
    mip_rel_gap: 0,
    mip_abs_gap: tolerance,
  });
  model.setSolution({ colValue: Float64Array.from(start, Number) });
  model.run();
  const bound = Number(model.info.get("mip_dual_bound"));
  const isFeasible = Number(model.info.get("primal_solution_status")) === feasible;
  const values = isFeasible ? [...model.getSolution().colValue] : null;
  return {
    chosen: values && values.map((value) => value > 0.5),
    bound: Number.isFinite(bound) ? bound : -Infinity,
  };
}

function modelOf(highs: Highs, columns: readonly ProgramColumn[], rows: readonly ProgramRow[]) {
  const entries = columns.flatMap((column) => column.entries);
  const starts = new Int32Array(columns.length + 1);
  for (const [at, column] of columns.entries()) starts[at + 1] = (starts[at] ?? 0) + column.entries.length;
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: Float64Array.from(columns, ({ cost }) => cost),
    colLower: new Float64Array(columns.length),
    colUpper: new Float64Array(columns.length).fill(1),
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    matrix: {
      format: "csc" as const,
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices: Int32Array.from(entries, ([row]) => row),
      values: Float64Array.from(entries, ([, value]) => value),
    },
  };
}
