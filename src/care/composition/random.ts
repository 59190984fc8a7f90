/** Luck that can be had again: the same seed gives the same numbers on any machine (integers of 32 bits only). */
export type Random = {
  /** A number of at least 0 and less than 1, in steps of 2^-32. */
  next(): number;
  /** A whole number of at least 0 and less than `below`. */
  below(below: number): number;
};

/** Mulberry32: one multiplication chain on 32 bits, good enough to walk about, and nothing that must be secret. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { next, below: (below) => Math.floor(next() * below) };
};
