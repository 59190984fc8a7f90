import { contrast, distance, type Hex } from './oklab.ts';
import { type Accented, FIXED, type Palette, paletteOf } from './palette.ts';

type Token = Accented | keyof typeof FIXED;

/** A color, what it stands on, and the contrast they need. */
export type Pair = readonly [color: Token, on: Token, needs: number];

/** Pairs in which a practice's own color takes part. 7 is WCAG 2.2 AAA for text, 4.5 AA, 3 for what is drawn. */
export const ACCENT_PAIRS: readonly Pair[] = [
  ['spruce', 'paper', 7],
  ['spruce', 'surface', 7],
  ['spruce', 'sunk', 7],
  ['on-spruce', 'spruce', 7],
  ['on-spruce', 'spruce-deep', 7],
  ['ink', 'spruce-tint', 7],
  ['ink-2', 'spruce-tint', 7],
  ['spruce', 'spruce-tint', 4.5],
  ['spruce', 'lamp-tint', 4.5],
  ['spruce', 'madder-tint', 4.5],
  ['spruce', 'woad-tint', 4.5],
  ['on-night', 'night', 7],
  ['lamp', 'night', 3],
];

/** Pairs of colors that always stay. */
export const FIXED_PAIRS: readonly Pair[] = [
  ['ink', 'paper', 7],
  ['ink', 'surface', 7],
  ['ink', 'sunk', 7],
  ['ink-2', 'paper', 7],
  ['ink-2', 'surface', 7],
  ['ink-2', 'sunk', 7],
  ['lamp-ink', 'paper', 7],
  ['lamp-ink', 'surface', 7],
  ['lamp-ink', 'lamp-tint', 7],
  ['ink', 'lamp-tint', 7],
  ['ink-2', 'lamp-tint', 7],
  ['lamp-line', 'paper', 3],
  ['lamp-line', 'surface', 3],
  ['lamp-line', 'sunk', 3],
  ['madder', 'paper', 7],
  ['madder', 'surface', 7],
  ['madder', 'madder-tint', 7],
  ['ink', 'madder-tint', 7],
  ['woad', 'surface', 7],
  ['woad', 'woad-tint', 7],
  ['ink', 'woad-tint', 7],
  ['edge', 'paper', 3],
  ['edge', 'surface', 3],
  ['edge', 'sunk', 3],
];

const colorOf = (palette: Palette, token: Token) =>
  token in palette ? palette[token as Accented] : FIXED[token as keyof typeof FIXED];

/** The lower of a pair's two contrasts, by day and by evening. */
export const lowestContrast = (palette: Palette, [color, on]: Pair): number => {
  const [day, evening] = colorOf(palette, color);
  const [onDay, onEvening] = colorOf(palette, on);
  return Math.min(contrast(day, onDay), contrast(evening, onEvening));
};

/** Colors that say something here, and how far a practice's own must keep from them so that they still do. */
const TAKEN = [
  ['warning', 'madder', 0.1],
  ['open-chair', 'lamp-ink', 0.075],
] as const;

export type AccentRefusal =
  /** Words in it, or on it, would be hard to read. `contrast` is what it has, `needs` what it must have. */
  | { readonly because: 'hard-to-read'; readonly contrast: number; readonly needs: number }
  | { readonly because: (typeof TAKEN)[number][0] };

/** Why a practice may not wear this color; undefined when it may. */
export const judgeAccent = (accent: Hex): AccentRefusal | undefined => {
  const palette = paletteOf(accent);
  for (const pair of ACCENT_PAIRS) {
    const has = lowestContrast(palette, pair);
    if (has < pair[2]) return { because: 'hard-to-read', contrast: has, needs: pair[2] };
  }
  const [nearest] = TAKEN.map(([because, token, apart]) => ({
    because,
    share: distance(accent, FIXED[token][0]) / apart,
  })).toSorted((one, other) => one.share - other.share);
  return nearest && nearest.share < 1 ? { because: nearest.because } : undefined;
};
