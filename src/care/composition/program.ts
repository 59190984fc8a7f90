/** A mixed-integer program to be maximised: columns with costs and bounds, rows with bounds on sums of columns. */
export type Program = {
  readonly cost: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** Whether a column is a whole number. */
  readonly whole: readonly boolean[];
  readonly rows: readonly Row[];
  readonly offset: number;
};

export type Row = {
  readonly lower: number;
  readonly upper: number;
  readonly terms: readonly (readonly [column: number, factor: number])[];
};

export type SolverBudget = {
  /** Nodes of the search tree; never seconds, so that an answer can be had again. */
  readonly nodes: number;
  /** Values of some columns to begin with; the others are found for them. */
  readonly start?: { readonly columns: readonly number[]; readonly values: readonly number[] };
};

export type Solved = {
  readonly isOptimal: boolean;
  /** Values of the columns; undefined where none was found. */
  readonly values: readonly number[] | undefined;
  /** No solution is worth more; Infinity where nothing is known. */
  readonly bound: number;
};

/** What solves programs: given to the engine from outside, so that the engine stays pure. */
export type Solver = (program: Program, budget: SolverBudget) => Solved;

/** Columns and rows put one after the other. */
export class ProgramBuilder {
  readonly #cost: number[] = [];
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #whole: boolean[] = [];
  readonly #rows: Row[] = [];
  offset = 0;

  /** A column from 0 to `upper`; gives its number. */
  column(cost: number, { upper = 1, whole = false } = {}): number {
    this.#cost.push(cost);
    this.#lower.push(0);
    this.#upper.push(upper);
    this.#whole.push(whole);
    return this.#cost.length - 1;
  }

  atMost(upper: number, terms: Row['terms']): void {
    this.#rows.push({ lower: Number.NEGATIVE_INFINITY, upper, terms });
  }

  exactly(value: number, terms: Row['terms']): void {
    this.#rows.push({ lower: value, upper: value, terms });
  }

  build(): Program {
    return {
      ...{ cost: this.#cost, lower: this.#lower, upper: this.#upper, whole: this.#whole },
      ...{ rows: this.#rows, offset: this.offset },
    };
  }
}
