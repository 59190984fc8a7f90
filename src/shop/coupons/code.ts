/** Capitals and digits that are not taken for one another when a letter is read aloud or copied by hand. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

export const CODE = /^[A-Z0-9]{4,24}$/;

/** What was typed as the tables keep it: capitals, no spaces, no dashes or dots. Not yet a code that exists. */
export const asCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}._'"]/gu, '');

/**
 * A code that nobody guesses: ten letters of thirty, 49 bits. Each letter takes one byte; bytes that would make some
 * letters likelier than others are left out, so hand in at least sixty.
 */
export const codeFrom = (random: Uint8Array): string => {
  const fair = 256 - (256 % ALPHABET.length);
  const letters = [...random].filter((byte) => byte < fair).map((byte) => ALPHABET[byte % ALPHABET.length]);
  return letters.slice(0, LENGTH).join('');
};

/** A generated code as it is shown: two groups of five read better than one of ten. */
export const shownCode = (code: string): string =>
  code.length === LENGTH && /\d/.test(code) ? `${code.slice(0, 5)}-${code.slice(5)}` : code;
