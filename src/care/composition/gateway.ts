import loadHighs, { type Highs } from 'highs';
import type { Program, Solver } from './program.ts';

/** Two values this near each other, relative to their size, are the same. */
const GAP = 1e-7;

/** The solver HiGHS, as WebAssembly in this process: it blocks, so it belongs in a worker where somebody waits. */
export const loadSolver = async (): Promise<Solver> => {
  // Its types speak of CommonJS, where the module holds the loader; as an ES module it is the loader.
  const load = loadHighs as unknown as typeof loadHighs.default;
  const highs = await load();
  return (program, { nodes, start }) => {
    const model = highs.createModel(dataOf(highs, program));
    try {
      model.options.set({ output_flag: false, mip_max_nodes: nodes, mip_rel_gap: GAP, random_seed: 1 });
      if (start) model.setSolution({ indices: start.columns, values: start.values });
      model.run();
      const isOptimal = model.getModelStatus() === highs.constants.modelStatus.optimal;
      const hasValues = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
      // A program that is solved before the search begins has no bound of it: its value is the bound.
      const bound = isOptimal ? model.getObjectiveValue() : Number(model.info.get('mip_dual_bound'));
      return {
        isOptimal,
        values: hasValues ? [...model.getSolution().colValue] : undefined,
        bound: Number.isFinite(bound) ? bound + Math.abs(bound) * GAP : Number.POSITIVE_INFINITY,
      };
    } finally {
      model.dispose();
    }
  };
};

const dataOf = (highs: Highs, { cost, lower, upper, whole, rows, offset }: Program) => {
  const starts = [0];
  for (const { terms } of rows) starts.push((starts.at(-1) ?? 0) + terms.length);
  const { continuous, integer } = highs.constants.variableType;
  return {
    ...{ numCols: cost.length, numRows: rows.length, sense: highs.constants.objectiveSense.maximize, offset },
    ...{ colCost: cost, colLower: lower, colUpper: upper },
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    integrality: whole.map((is) => (is ? integer : continuous)),
    matrix: {
      ...{ format: 'csr' as const, numRows: rows.length, numCols: cost.length, starts },
      indices: rows.flatMap(({ terms }) => terms.map(([column]) => column)),
      values: rows.flatMap(({ terms }) => terms.map(([, factor]) => factor)),
    },
  };
};
