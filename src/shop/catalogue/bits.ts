/** A set of small whole numbers, one bit each: 10,000 groups are 313 words, and a filter is an AND over them. */
export type Bits = Uint32Array;

export const emptyBits = (capacity: number): Bits => new Uint32Array((capacity + 31) >>> 5);

export const hasBit = (bits: Bits, index: number): boolean =>
  (((bits[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;

export const setBit = (bits: Bits, index: number, on: boolean): void => {
  const word = bits[index >>> 5] ?? 0;
  bits[index >>> 5] = on ? word | (1 << (index & 31)) : word & ~(1 << (index & 31));
};

export const and = (a: Bits, b: Bits): Bits => {
  const both = new Uint32Array(a.length);
  for (let index = 0; index < a.length; index++) both[index] = (a[index] ?? 0) & (b[index] ?? 0);
  return both;
};

export const or = (a: Bits, b: Bits): Bits => {
  const either = new Uint32Array(a.length);
  for (let index = 0; index < a.length; index++) either[index] = (a[index] ?? 0) | (b[index] ?? 0);
  return either;
};

export const without = (a: Bits, b: Bits): Bits => {
  const left = new Uint32Array(a.length);
  for (let index = 0; index < a.length; index++) left[index] = (a[index] ?? 0) & ~(b[index] ?? 0);
  return left;
};

/** How many numbers lie in both. */
export const countBoth = (a: Bits, b: Bits): number => {
  let count = 0;
  for (let index = 0; index < a.length; index++) count += ones((a[index] ?? 0) & (b[index] ?? 0));
  return count;
};

/** How many numbers of a set lie in one of two others. */
export const countInEither = (bits: Bits, a: Bits, b: Bits): number => {
  let count = 0;
  for (let index = 0; index < bits.length; index++)
    count += ones((bits[index] ?? 0) & ((a[index] ?? 0) | (b[index] ?? 0)));
  return count;
};

export const countBits = (bits: Bits): number => countBoth(bits, bits);

/** The same set with room for more. */
export const grown = (bits: Bits, capacity: number): Bits => {
  const room = emptyBits(capacity);
  room.set(bits);
  return room;
};

/** Ones of a 32-bit word, counted in parallel (Hacker's Delight, section 5-1). */
export const ones = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};
