/** A color as people see it: lightness 0 to 1, chroma from 0, hue in degrees. CSS writes it oklch(). */
export type Oklch = readonly [lightness: number, chroma: number, hue: number];

/** A color as a screen shows it: "#1f4d7a", lower case. */
export type Hex = string;

type Three = readonly [number, number, number];

/** Six digits after a "#", in lower case; undefined for anything else. "#abc" is read as "#aabbcc". */
export const readHex = (text: string): Hex | undefined => {
  const [, digits] = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(text.trim().toLowerCase()) ?? [];
  if (digits === undefined) return undefined;
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
};

const channels = (hex: Hex): Three => [
  Number.parseInt(hex.slice(1, 3), 16) / 255,
  Number.parseInt(hex.slice(3, 5), 16) / 255,
  Number.parseInt(hex.slice(5, 7), 16) / 255,
];

/** Transfer of sRGB, IEC 61966-2-1. */
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const encoded = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);

/** Relative luminance, WCAG 2.2. */
export const luminance = (hex: Hex): number => {
  const [red, green, blue] = channels(hex);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
};

/** Contrast ratio of two colors, 1 to 21, WCAG 2.2. */
export const contrast = (one: Hex, other: Hex): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/** Oklab by Björn Ottosson, https://bottosson.github.io/posts/oklab/. */
const oklab = (hex: Hex): Three => {
  const [r, g, b] = channels(hex).map(linear) as unknown as Three;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};

export const oklchOf = (hex: Hex): Oklch => {
  const [lightness, a, b] = oklab(hex);
  const hue = (Math.atan2(b, a) * 180) / Math.PI;
  return [lightness, Math.hypot(a, b), hue < 0 ? hue + 360 : hue];
};

/** How far apart two colors look: distance in Oklab. Black and white are 1 apart. */
export const distance = (one: Hex, other: Hex): number => {
  const [a, b] = [oklab(one), oklab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};

const linearOf = ([lightness, chroma, hue]: Oklch): Three => {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
};

const fits = (color: Oklch) => linearOf(color).every((value) => value > -0.0005 && value < 1.0005);

/** The same hue and lightness with as much of the chroma as a screen can show. */
const within = ([lightness, chroma, hue]: Oklch): Oklch => {
  if (fits([lightness, chroma, hue])) return [lightness, chroma, hue];
  let low = 0;
  let high = chroma;
  for (let halved = 0; halved < 12; halved++) {
    const middle = (low + high) / 2;
    if (fits([lightness, middle, hue])) low = middle;
    else high = middle;
  }
  return [lightness, low, hue];
};

const byte = (value: number) =>
  Math.round(encoded(Math.min(1, Math.max(0, value))) * 255)
    .toString(16)
    .padStart(2, '0');

/** The color a screen shows, rounded to its 256 steps a channel; chroma that it cannot show is left out. */
export const hexOf = (color: Oklch): Hex => `#${linearOf(within(color)).map(byte).join('')}`;
