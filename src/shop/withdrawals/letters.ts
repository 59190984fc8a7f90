import { formatMoney, type Money } from '../../kernel/money.ts';
import { composeLetter, type Letter, type LetterSender } from '../../ui/letter.ts';
import { type ByWhom, firstNameOf } from './withdrawal.ts';

type Sender = LetterSender & { readonly locale: string };

/** To who paid: the order, what goes back and how; of who came the first name. */
export const payerLetter = (
  sender: Sender,
  told: {
    readonly number: number;
    readonly name: string;
    readonly byWhom: ByWhom;
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
      words:
        told.back.minor > 0
          ? `${formatMoney(told.back, sender.locale)} goes back to you, the way you paid. Your order page shows when it has gone.`
          : 'No money goes back for it. Your order page shows the rule that it was bought with.',
    },
    { link: told.address, words: 'Your order page' },
    { words: 'If you did not expect this, please answer this letter.' },
  ]);

const payerOpening = (told: Parameters<typeof payerLetter>[1]): string => {
  if (told.byWhom === 'payer') return `You have given back what you had with order ${told.number}.`;
  if (told.byWhom === 'desk' || told.comes)
    return `What you had with order ${told.number} has been given back.`;
  return `${firstNameOf(told.attendeeName)} has given back what you paid for with order ${told.number}.`;
};

/** To who came, where somebody else paid or the practice gave the chair: no sum, no payer. */
export const attendeeLetter = (
  sender: Sender,
  { name, byWhom }: { readonly name: string; readonly byWhom: ByWhom },
): Letter =>
  composeLetter(sender, `${sender.neutralName}: your appointments`, [
    { words: `Hello ${name},` },
    { words: OPENINGS[byWhom] },
    { words: 'Please take the dates out of your calendar. There is nothing else to do.' },
    { words: 'If you did not expect this, or would like to talk, please answer this letter.' },
  ]);

const OPENINGS = {
  attendee: 'You have given your place with us back.',
  payer: 'Your place with us was given back by the person who arranged it.',
  desk: 'Your place with us was given back by our desk.',
} satisfies Record<ByWhom, string>;
