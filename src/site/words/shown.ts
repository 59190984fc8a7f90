import type { Practice } from '../../identity/practice/public.ts';
import type { Block } from '../../kernel/rich-text.ts';
import { PLACES, type Place } from './places.ts';

/** The words of a place as they are shown: the practice's own, else ours; no blocks where nothing is said. */
export type Said = {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** True where the practice speaks. */
  readonly own: boolean;
};

export type Words = Readonly<Record<Place, Said>>;

/** What a page needs to say them. */
export type ShownWords = { readonly words: Words; readonly practice: Practice };

/** All places at once, by a function that says what stands in each. */
export const wordsBy = (of: (place: Place) => Said): Words =>
  Object.fromEntries(PLACES.map((place) => [place, of(place)])) as Record<Place, Said>;

/** The same words with one place said otherwise: how a page would look. */
export const withDraft = (words: Words, place: Place, said: Said): Words => ({ ...words, [place]: said });
