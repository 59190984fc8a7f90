import { distance, type Hex, hexOf, type Oklch, oklchOf } from './oklab.ts';
import { SPRUCE } from './palette.ts';
import { judgeAccent } from './rules.ts';

type Step = { readonly lightness: number; readonly chroma: number; readonly hue: number };

const COARSE: Step = { lightness: 0.02, chroma: 0.02, hue: 6 };
/** The search ends when its steps are smaller than a screen's. */
const FINEST = 0.0008;

let known: readonly Hex[] | undefined;

/** Colors that may be worn, far enough apart to look at all of them. */
const coarse = (): readonly Hex[] => {
  if (known) return known;
  const found = new Set<Hex>();
  for (let lightness = 0.12; lightness < 0.62; lightness += COARSE.lightness)
    for (let chroma = 0; chroma < 0.34; chroma += COARSE.chroma)
      for (let hue = 0; hue < 360; hue += chroma === 0 ? 360 : COARSE.hue)
        found.add(hexOf([lightness, chroma, hue]));
  known = [...found].filter((hex) => judgeAccent(hex) === undefined);
  return known;
};

const around = ([lightness, chroma, hue]: Oklch, step: Step): Hex[] => {
  const found: Hex[] = [];
  for (const l of [-1, 0, 1])
    for (const c of [-1, 0, 1])
      for (const h of [-1, 0, 1])
        found.push(
          hexOf([
            Math.max(0, lightness + l * step.lightness),
            Math.max(0, chroma + c * step.chroma),
            hue + h * step.hue,
          ]),
        );
  return found;
};

/** From this start, smaller and smaller steps towards the wish among colors that may be worn. */
const refined = (wish: Hex, start: Hex): Hex => {
  let best = start;
  let step = COARSE;
  while (step.lightness > FINEST) {
    let next = best;
    for (const hex of around(oklchOf(best), step))
      if (distance(wish, hex) < distance(wish, next) && judgeAccent(hex) === undefined) next = hex;
    if (next === best) step = { lightness: step.lightness / 2, chroma: step.chroma / 2, hue: step.hue / 2 };
    best = next;
  }
  return best;
};

/** Edges of what a screen can show have corners in which one search alone may stay. */
const STARTS = 12;

/** The color nearest to a wish that a practice may wear; the wish itself when it may. */
export const nearestAccent = (wish: Hex): Hex => {
  if (judgeAccent(wish) === undefined) return wish;
  const byDistance = (one: Hex, other: Hex) => distance(wish, one) - distance(wish, other);
  const starts = coarse().toSorted(byDistance).slice(0, STARTS);
  return starts.map((start) => refined(wish, start)).toSorted(byDistance)[0] ?? SPRUCE;
};
