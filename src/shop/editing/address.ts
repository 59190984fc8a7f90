/** Letters that nobody mistakes for one another, so that an address can be read aloud. */
const LETTERS = 'bcdfghjkmnpqrstvwxz23456789';
const LENGTH = 8;

/** A neutral address: it tells whoever sees it in a history nothing. `luck` gives whole numbers from 0 below its argument. */
export const neutralAddress = (luck: (below: number) => number): string =>
  Array.from({ length: LENGTH }, () => LETTERS.charAt(luck(LETTERS.length))).join('');

/** True for letters that were drawn and say nothing; words that somebody chose are not. */
export const isNeutral = (address: string): boolean =>
  address.length === LENGTH && Array.from(address).every((letter) => LETTERS.includes(letter));
