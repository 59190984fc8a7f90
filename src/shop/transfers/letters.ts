import { composeLetter, type Letter, type LetterSender } from '../../ui/letter.ts';

export type Moved = {
  readonly name: string;
  /** Number of the order, for who paid. */
  readonly number: number | undefined;
  /** The next date, in words. */
  readonly next: string | undefined;
  /** What goes back, in words, for who paid; undefined where nothing does. */
  readonly back: string | undefined;
  /** The reader's own page; undefined where there is none. */
  readonly page: { readonly address: string; readonly words: string } | undefined;
};

/** To who paid, and to who comes by other money: other dates, neutral, with no group's name. */
export const movedLetter = (sender: LetterSender, moved: Moved): Letter =>
  composeLetter(sender, `${sender.neutralName}: your appointments`, [
    { words: `Hello ${moved.name},` },
    {
      words:
        moved.number === undefined
          ? 'Your place with us has moved to other dates, as was arranged with our desk.'
          : `What you have with order ${moved.number} has moved to other dates, as was arranged with our desk.`,
    },
    ...(moved.next ? [{ words: `The next date is ${moved.next}.` }] : []),
    ...(moved.number === undefined ? [] : [{ words: moneyWords(moved.back) }]),
    ...(moved.page ? [{ link: moved.page.address, words: moved.page.words }] : []),
    {
      words:
        'Please take the earlier dates out of your calendar. If you did not expect this, please answer this letter.',
    },
  ]);

const moneyWords = (back: string | undefined): string =>
  back
    ? `${back} goes back to you, the way you paid. Your order page shows when it has gone.`
    : 'There is nothing more to pay.';
