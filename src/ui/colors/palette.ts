import { urls } from '../../urls.ts';
import { type Hex, hexOf, type Oklch, oklchOf } from './oklab.ts';

/** A color by day and the same by evening. */
export type DayAndEvening = readonly [day: Hex, evening: Hex];

const both = (day: Oklch, evening: Oklch): DayAndEvening => [hexOf(day), hexOf(evening)];

/** The colors that stay whatever a practice chooses, as tokens.css has them (a test compares). */
export const FIXED = {
  paper: both([0.975, 0.009, 112], [0.22, 0.014, 150]),
  surface: both([0.995, 0.004, 112], [0.26, 0.017, 150]),
  sunk: both([0.945, 0.015, 118], [0.186, 0.014, 152]),
  edge: both([0.56, 0.03, 155], [0.65, 0.03, 150]),
  ink: both([0.265, 0.035, 165], [0.945, 0.012, 110]),
  'ink-2': both([0.395, 0.03, 162], [0.82, 0.018, 120]),
  lamp: both([0.775, 0.15, 70], [0.81, 0.135, 74]),
  'lamp-line': both([0.64, 0.15, 55], [0.81, 0.135, 74]),
  'lamp-ink': both([0.41, 0.09, 58], [0.87, 0.1, 80]),
  'lamp-tint': both([0.955, 0.045, 88], [0.32, 0.045, 78]),
  madder: both([0.43, 0.145, 27], [0.83, 0.085, 30]),
  'madder-tint': both([0.948, 0.025, 30], [0.31, 0.055, 26]),
  woad: both([0.41, 0.07, 240], [0.84, 0.06, 232]),
  'woad-tint': both([0.945, 0.02, 235], [0.31, 0.035, 238]),
  'on-night': both([0.95, 0.015, 112], [0.95, 0.015, 112]),
} as const;

/** What follows the practice's color: what acts, what stands on it, and the night of strip and footer. */
export const ACCENTED = ['spruce', 'spruce-deep', 'on-spruce', 'spruce-tint', 'night'] as const;
export type Accented = (typeof ACCENTED)[number];
export type Palette = Readonly<Record<Accented, DayAndEvening>>;

/** The house's own color: what the pages wear when a practice chooses none. */
export const SPRUCE: Hex = hexOf([0.385, 0.07, 163]);

/**
 * Every color that follows from one: by day the color itself, by evening its light sister, and so on, in the
 * proportions of the house's own. Strong colors are calmed where they cover much ground.
 */
export const paletteOf = (accent: Hex): Palette => {
  const [lightness, chroma, hue] = oklchOf(accent);
  const calm = (share: number, most: number) => Math.min(chroma * share, most);
  const night: Oklch = [0.255, calm(0.54, 0.045), hue];
  return {
    spruce: [accent, hexOf([0.835, calm(0.86, 0.09), hue])],
    'spruce-deep': both([Math.max(0.16, lightness - 0.085), chroma * 0.8, hue], [0.9, calm(0.64, 0.06), hue]),
    'on-spruce': both([0.985, 0.008, 112], [0.2, calm(0.43, 0.03), hue]),
    'spruce-tint': both([0.93, calm(0.43, 0.03), hue], [0.32, calm(0.57, 0.04), hue]),
    night: both(night, night),
  };
};

const written = ([day, evening]: DayAndEvening) => (day === evening ? day : `light-dark(${day},${evening})`);

/** The stylesheet that puts a practice's color in the place of the house's. */
export const stylesheetOf = (accent: Hex): string => {
  const palette = paletteOf(accent);
  const tokens = ACCENTED.map((name) => `--${name}:${written(palette[name])}`);
  return `@layer tokens{:root{${tokens.join(';')}}}`;
};

/** FNV-1a: a short name for a text, so that its address changes when it does. */
const fingerprint = (text: string): string => {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

export type Colors = {
  /** Address of the stylesheet: it holds the color, and changes when what follows from it does. */
  readonly stylesheet: string;
  /** What the browser paints around the page. */
  readonly night: Hex;
};

const known = new Map<Hex, Colors>();
const KNOWN_AT_MOST = 100;

/** What a page of this color needs in its head. */
export const colorsOf = (accent: Hex): Colors => {
  const made = known.get(accent);
  if (made) return made;
  const file = `${accent.slice(1)}.${fingerprint(stylesheetOf(accent))}.css`;
  const colors = { stylesheet: urls.colors(file), night: paletteOf(accent).night[0] };
  if (known.size < KNOWN_AT_MOST) known.set(accent, colors);
  return colors;
};

/** The color in the name of a stylesheet; undefined for any other name. */
export const accentOfFile = (file: string): Hex | undefined => {
  const [, digits] = /^([0-9a-f]{6})\.[0-9a-f]{8}\.css$/.exec(file) ?? [];
  return digits && `#${digits}`;
};
