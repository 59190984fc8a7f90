import { composeLetter, type Letter, type LetterPart, type LetterSender } from '../../ui/letter.ts';

/** Whom a letter about a decision speaks to: who paid, or who comes by somebody else's money or the practice's gift. */
export type Reader = {
  readonly name: string;
  /** Number of the order, for who paid. */
  readonly number: number | undefined;
  /** The reader's own page; undefined where there is none. */
  readonly page: { readonly address: string; readonly words: string } | undefined;
};

/** It goes ahead: neutral, naming no group and no number of people. */
export const goLetter = (sender: LetterSender, reader: Reader): Letter =>
  composeLetter(sender, `${sender.neutralName}: your appointments`, [
    { words: `Hello ${reader.name},` },
    { words: `Good news: ${whatOf(reader)} will take place. We go ahead, on the dates you know.` },
    ...pageOf(reader),
    { words: 'You need not do anything. If something has changed for you, please answer this letter.' },
  ]);

/** We decide later: what stays, and what happens if it does not take place. */
export const postponeLetter = (
  sender: LetterSender,
  reader: Reader,
  days: { readonly was: string; readonly next: string },
): Letter =>
  composeLetter(sender, `${sender.neutralName}: your appointments`, [
    { words: `Hello ${reader.name},` },
    {
      words: `We had meant to decide by ${days.was} whether ${whatOf(reader)} will take place. A few people are still missing, so we give it more time and decide by ${days.next}.`,
    },
    {
      words:
        reader.number === undefined
          ? 'Your place stays yours until then, and the dates stay as they are.'
          : 'What you have stays yours until then, and the dates stay as they are. If it does not take place, you get all your money back.',
    },
    ...pageOf(reader),
    { words: 'You need not do anything. If this does not suit you, please answer this letter.' },
  ]);

const whatOf = ({ number }: Reader): string =>
  number === undefined ? 'what you have planned with us' : `what you have with order ${number}`;

const pageOf = ({ page }: Reader): readonly LetterPart[] =>
  page ? [{ link: page.address, words: page.words }] : [];
