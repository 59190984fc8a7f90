// The sizes that are measured, each with what is to be reached.
import type { Wish } from '../../src/care/composition/generate.ts';

export type Case = {
  readonly name: string;
  readonly wish: Wish;
  readonly iterations: number;
  /** Rounds of prices. */
  readonly rounds: number;
  /** Largest gap of the whole value, as a share. */
  readonly gap: number;
  /** Seconds in which it is to be reached. */
  readonly within: number;
};

export const CASES: readonly Case[] = [
  { name: '80 x 8', wish: { seed: 1, clients: 80, groups: 8, flagged: 1 }, iterations: 400_000, rounds: 100, gap: 1e-6, within: 10 },
  { name: '80 x 8, three attributes', wish: { seed: 2, clients: 80, groups: 8, flagged: 3 }, iterations: 400_000, rounds: 100, gap: 1e-6, within: 10 },
  { name: '200 x 25, one attribute', wish: { seed: 3, clients: 200, groups: 25, flagged: 1 }, iterations: 2_000_000, rounds: 100, gap: 0.005, within: 10 },
  { name: '200 x 25, three attributes', wish: { seed: 3, clients: 200, groups: 25, flagged: 3 }, iterations: 2_000_000, rounds: 100, gap: 0.015, within: 10 },
  { name: '1,000 x 120, three attributes, short', wish: { seed: 7, clients: 1000, groups: 120, flagged: 3 }, iterations: 1_500_000, rounds: 6, gap: 0.035, within: 5 },
  { name: '1,000 x 120, three attributes', wish: { seed: 7, clients: 1000, groups: 120, flagged: 3 }, iterations: 6_000_000, rounds: 100, gap: 0.025, within: 60 },
  { name: '1,000 x 120, one attribute', wish: { seed: 7, clients: 1000, groups: 120, flagged: 1 }, iterations: 6_000_000, rounds: 100, gap: 0.015, within: 60 },
]; // biome-ignore format: a case a line
