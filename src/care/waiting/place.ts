import { type InLine, lineOf, type Unit } from './line.ts';

/** Somebody's place, as one may know it: how many people stand before, and how many of them wait two by two. */
export type PlaceInLine = { readonly before: number; readonly together: number };

/**
 * The place of one entry; undefined when it is not in line. It is read off the line alone: whoever is kept apart from
 * whom changes nothing in it, so that nobody can tell from a place that somebody is.
 */
export const placeOf = (entries: readonly InLine[], id: string): PlaceInLine | undefined => {
  const line = lineOf(entries);
  const at = line.findIndex((unit) => unit.entries.some((entry) => entry.id === id));
  if (at < 0) return undefined;
  const waiting = line.slice(0, at).flatMap(waitingIn);
  const together = line.slice(0, at).filter((unit) => waitingIn(unit).length > 1);
  return { before: waiting.length, together: together.flatMap(waitingIn).length };
};

const waitingIn = ({ entries }: Unit): readonly InLine[] =>
  entries.filter(({ state }) => state === 'waiting');

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

const ordinal = (place: number): string => ORDINALS[place - 1] ?? `number ${place}`;

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** "About third in line. Two of the people before you wait together." No promise, and it says so elsewhere on the page. */
export const placeInWords = ({ before, together }: PlaceInLine): string => {
  const place = `About ${ordinal(before + 1)} in line.`;
  if (together === 0) return place;
  const who = together === before ? 'The people' : `${COUNTS[together] ?? together} of the people`;
  return `${place} ${who} before you wait ${together > 2 ? 'two by two' : 'together'}.`;
};
