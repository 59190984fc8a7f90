import { formatMoney, type Money } from '../../kernel/money.ts';
import { composeLetter, type Letter, type LetterSender } from '../../ui/letter.ts';
import { type ByWhom, firstNameOf, type Why } from './withdrawal.ts';

type Sender = LetterSender & { readonly locale: string };

/** To who paid: the order, what goes back and how; of who came the first name. */
export const payerLetter = (
  sender: Sender,
  told: {
    readonly number: number;
    readonly name: string;
    readonly byWhom: ByWhom;
    readonly why: Why;
    /** Payer and attendee are one. */
    readonly comes: boolean;
    readonly attendeeName: string;
    readonly back: Money;
    readonly address: string;
  },
): Letter =>
  composeLetter(sender, `${sender.neutralName}: your order ${told.number} has changed`, [
    { words: `Hello ${told.name},` },
    { words: payerOpening(told) },
    {
      words: sumWords(told, formatMoney(told.back, sender.locale)),
    },
    { link: told.address, words: 'Your order page' },
    {
      words:
        told.why === 'not-held'
          ? 'We are sorry. If you would like us to look for something else with you, please answer this letter.'
          : 'If you did not expect this, please answer this letter.',
    },
  ]);

type ToPayer = Parameters<typeof payerLetter>[1];

const sumWords = ({ why, back }: ToPayer, sum: string): string => {
  const goes =
    why === 'not-held' ? `All that you paid for it goes back to you: ${sum}` : `${sum} goes back to you`;
  if (back.minor > 0) return `${goes}, the way you paid. Your order page shows when it has gone.`;
  return why === 'not-held'
    ? 'There is no money to give back for it.'
    : 'No money goes back for it. Your order page shows the rule that it was bought with.';
};

const payerOpening = (told: ToPayer): string => {
  if (told.why === 'not-held')
    return `What you had with order ${told.number} will not take place: too few people have come together.`;
  if (told.byWhom === 'payer') return `You have given back what you had with order ${told.number}.`;
  if (told.byWhom === 'desk' || told.comes)
    return `What you had with order ${told.number} has been given back.`;
  return `${firstNameOf(told.attendeeName)} has given back what you paid for with order ${told.number}.`;
};

/** To who came, where somebody else paid or the practice gave the chair: no sum, no payer. */
export const attendeeLetter = (
  sender: Sender,
  { name, byWhom, why }: { readonly name: string; readonly byWhom: ByWhom; readonly why: Why },
): Letter =>
  composeLetter(sender, `${sender.neutralName}: your appointments`, [
    { words: `Hello ${name},` },
    { words: why === 'not-held' ? NOT_HELD : OPENINGS[byWhom] },
    { words: 'Please take the dates out of your calendar. There is nothing else to do.' },
    { words: 'If you did not expect this, or would like to talk, please answer this letter.' },
  ]);

const NOT_HELD = 'Your dates with us will not take place: too few people have come together. We are sorry.';

const OPENINGS = {
  attendee: 'You have given your place with us back.',
  payer: 'Your place with us was given back by the person who arranged it.',
  desk: 'Your place with us was given back by our desk.',
} satisfies Record<ByWhom, string>;
