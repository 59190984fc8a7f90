import { type Focus, focusOf, type Severities, type Similarity, similarityOf } from './focus.ts';
import type { Client } from './model.ts';

/** Two circles in place of one. */
export type Split = {
  readonly parts: readonly [readonly string[], readonly string[]];
  readonly focus: readonly [Focus, Focus];
};

/** Smaller parts are no group. */
const SMALLEST = 3;
/** Up to here every cut is tried (2^15 of them); larger groups are cut between two of their members. */
const MOST_CUT = 16;

/**
 * The cut that leaves both parts most focused: the mean of their focus indexes, weighted by members, is highest.
 * Undefined where a part would be too small.
 */
export const splitOf = (
  members: readonly Client[],
  rows: readonly Severities[],
  similarity: Similarity,
): Split | undefined => {
  if (members.length < 2 * SMALLEST) return undefined;
  const near = nearOf(rows, similarity);
  let best: { sides: readonly boolean[]; worth: number } | undefined;
  for (const sides of cutsOf(near)) {
    const size = sides.filter(Boolean).length;
    if (size < SMALLEST || sides.length - size < SMALLEST) continue;
    const worth = size * indexOn(near, sides, true) + (sides.length - size) * indexOn(near, sides, false);
    if (worth > (best?.worth ?? Number.NEGATIVE_INFINITY) + 1e-12) best = { sides, worth };
  }
  if (!best) return undefined;
  const { sides } = best;
  const on = <Item>(list: readonly Item[], side: boolean) => list.filter((_, i) => sides[i] === side);
  const idsOn = (side: boolean) => on(members, side).map(({ id }) => id);
  return {
    parts: [idsOn(true), idsOn(false)],
    focus: [focusOf(on(rows, true), similarity), focusOf(on(rows, false), similarity)],
  };
};

/** Similarity and weight of each pair. */
type Near = { readonly similar: readonly (readonly number[])[]; readonly weights: readonly number[] };

const nearOf = (rows: readonly Severities[], similarity: Similarity): Near => ({
  similar: rows.map((one) => rows.map((other) => similarityOf(one, other, similarity))),
  weights: rows.map((row) => row.reduce((sum, one) => sum + one, 0)),
});

/** Ways to cut; the first member always stands on the first side. */
const cutsOf = function* ({ similar }: Near): Generator<readonly boolean[]> {
  const count = similar.length;
  if (count <= MOST_CUT) {
    for (let cut = 0; cut < 2 ** (count - 1); cut++)
      yield Array.from({ length: count }, (_, i) => i === 0 || ((cut >> (i - 1)) & 1) === 1);
    return;
  }
  for (let one = 0; one < count; one++)
    for (let other = one + 1; other < count; other++)
      yield similar.map((row) => (row[one] ?? 0) >= (row[other] ?? 0));
};

/** Focus index of one side. */
const indexOn = ({ similar, weights }: Near, sides: readonly boolean[], side: boolean): number => {
  let shared = 0;
  let all = 0;
  for (const [i, row] of similar.entries())
    for (let j = i + 1; j < row.length; j++) {
      if (sides[i] !== side || sides[j] !== side) continue;
      const weight = (weights[i] ?? 0) * (weights[j] ?? 0);
      shared += weight * (row[j] ?? 0);
      all += weight;
    }
  return all === 0 ? 0 : shared / all;
};
