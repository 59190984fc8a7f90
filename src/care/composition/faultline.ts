/**
 * The strongest faultline of a group (Thatcher's measure): the largest share of all variation that a split into two
 * parts of two or more explains. `members` holds one row of numbers for each person, one column for each attribute;
 * a category stands as one column of 0 and 1 for each of its values. 0 to 1; 0 for fewer than four people or no variation.
 * Every split is tried: 2^(n-1) of them, so at most 16 people. Throws for more.
 */
export const faultlineOf = (members: readonly (readonly number[])[]): number => {
  const count = members.length;
  if (count > MOST) throw new RangeError(`faultlineOf: at most ${MOST} people, not ${count}`);
  const columns = members[0]?.length ?? 0;
  const mean = Array.from({ length: columns }, (_, j) => total(members, j) / count);
  let all = 0;
  for (const row of members) for (const [j, value] of row.entries()) all += (value - (mean[j] ?? 0)) ** 2;
  if (count < 4 || all === 0) return 0;
  let best = 0;
  for (let split = 1; split < 2 ** (count - 1); split++) {
    const size = ones(split);
    if (size >= 2 && count - size >= 2) best = Math.max(best, between(members, split, mean) / all);
  }
  return Math.min(1, best);
};

const MOST = 16;

const total = (members: readonly (readonly number[])[], column: number): number =>
  members.reduce((sum, row) => sum + (row[column] ?? 0), 0);

/** Variation between the two sides of a split; bit i of `split` says on which side i stands. */
const between = (members: readonly (readonly number[])[], split: number, mean: readonly number[]): number => {
  const inside = members.filter((_, i) => (split >> i) & 1);
  const outside = members.filter((_, i) => !((split >> i) & 1));
  return mean.reduce(
    (sum, middle, j) =>
      sum +
      inside.length * (total(inside, j) / inside.length - middle) ** 2 +
      outside.length * (total(outside, j) / outside.length - middle) ** 2,
    0,
  );
};

const ones = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count++;
  return count;
};
