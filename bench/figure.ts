// What a benchmark found, and how samples become one number.

export type Figure = {
  readonly name: string;
  /** In words with the unit: '12,300 pages/s', '9.1 ms'. */
  readonly ours: string;
  /** What it is measured against; absent where the number stands alone. */
  readonly floor?: string;
  readonly ratio?: Spread;
  /** In words: 'at least 0.6'. */
  readonly reach: string;
  readonly met: boolean;
  /** What else a reader should know: cost in processor time, spread. */
  readonly note?: string;
};

export type Spread = { readonly low: number; readonly median: number; readonly high: number };

/** Median and quartiles. */
export const spreadOf = (samples: readonly number[]): Spread => {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const place = (sorted.length - 1) * share;
    const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return below + (above - below) * (place - Math.floor(place));
  };
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
};

export const median = (samples: readonly number[]): number => spreadOf(samples).median;

/** A pair of samples taken one right after the other: what disturbs the machine disturbs both. */
export type Pair<Sample> = { readonly ours: Sample; readonly floor: Sample };

/** Takes so many pairs, the order turned each time. The first ones warm up and are not counted. */
export const alternate = async <Sample>(
  { pairs, warmUps }: { readonly pairs: number; readonly warmUps: number },
  take: { readonly ours: () => Promise<Sample>; readonly floor: () => Promise<Sample> },
): Promise<Pair<Sample>[]> => {
  const taken: Pair<Sample>[] = [];
  for (let index = 0; index < warmUps + pairs; index++) {
    const first = index % 2 === 0 ? await take.ours() : await take.floor();
    const second = index % 2 === 0 ? await take.floor() : await take.ours();
    const pair = index % 2 === 0 ? { ours: first, floor: second } : { ours: second, floor: first };
    if (index >= warmUps) taken.push(pair);
  }
  return taken;
};

export const ratios = (pairs: readonly Pair<number>[]): Spread =>
  spreadOf(pairs.map(({ ours, floor }) => ours / floor));

const NUMBER = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** Three digits, thousands with a comma. */
export const digits = (value: number): string => NUMBER.format(value);

export const spreadInWords = ({ low, median: middle, high }: Spread): string =>
  `${middle.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
