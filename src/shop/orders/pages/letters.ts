import { formatMoney, type Money } from '../../../kernel/money.ts';
import type { Instant } from '../../../kernel/time.ts';
import { composeLetter, type Letter, type LetterPart, type LetterSender } from '../../../ui/letter.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { type Meeting, zoneInWords } from '../../catalogue/public.ts';

/** What a letter may know of the practice: how it shows itself outside, and how it writes times. */
export type Sender = LetterSender & { readonly locale: string; readonly zone: string };

/** A chair in a letter: when, never which group. */
export type ChairInLetter = { readonly meetings: readonly Meeting[]; readonly zone: string };

/** To the payer: receipt and link. Everything in it is the payer's own. */
export const receiptLetter = (
  sender: Sender,
  order: {
    readonly number: number;
    readonly payerName: string;
    readonly placedAt: Instant;
    readonly total: Money;
    /** `bought` is how many meetings were paid for, also where one is called off. */
    readonly lines: readonly (ChairInLetter & { readonly bought: number; readonly total: Money })[];
    /** What took off and came on top, in words that say nothing of the group. */
    readonly savings: readonly { readonly words: string; readonly price: string }[];
    readonly taxInside: string | undefined;
    readonly address: string;
    /** True when the payer is the one who comes: then dates and calendar file are theirs. */
    readonly comes: boolean;
  },
): Letter => {
  const price = (amount: Money) => (amount.minor === 0 ? 'Free' : formatMoney(amount, sender.locale));
  return composeLetter(sender, `${sender.neutralName}: your order ${order.number}`, [
    { words: `Hello ${order.payerName},` },
    {
      words: `Thank you. We have your order ${order.number}, and ${order.comes ? 'your chair is yours' : 'the chair is kept'}.`,
    },
    { link: order.address, words: 'Your order page' },
    {
      words:
        'Keep this link to yourself: whoever has it can see the order. This letter does not say what the order is for; the page does.',
    },
    { heading: 'Receipt' },
    {
      rows: [
        ['Order', String(order.number)],
        ['Placed', momentWords(order.placedAt, sender.zone, sender.locale)],
        ...order.lines.map((line) => [countWords(line.bought), price(line.total)] as const),
        ...order.savings.map((row) => [row.words, row.price] as const),
        ['Total', price(order.total)],
      ],
    },
    ...(order.taxInside === undefined ? [] : [{ words: order.taxInside }]),
    ...(order.comes ? order.lines.flatMap((line) => datesOf(sender, line)) : []),
    order.comes
      ? { words: 'The calendar file with this letter says “Appointment”.' }
      : { words: 'The person who comes has a letter of their own from us, with a private link.' },
  ]);
};

/** To the attendee, where somebody else paid: the own chair, no price, of the payer the first name. */
export const chairLetter = (
  sender: Sender,
  chair: ChairInLetter & {
    readonly attendeeName: string;
    readonly payerFirstName: string;
    readonly address: string;
  },
): Letter =>
  composeLetter(sender, `${sender.neutralName}: an appointment for you`, [
    { words: `Hello ${chair.attendeeName},` },
    {
      words: `${chair.payerFirstName} has arranged something for you with us. This letter does not say what; the page behind the link does.`,
    },
    { link: chair.address, words: 'Your page' },
    {
      words:
        'Keep this link to yourself. Please open it, see whether it is right for you, and sign there. You are free to say no: answer this letter.',
    },
    ...datesOf(sender, chair),
    { words: 'The calendar file with this letter says “Appointment”.' },
    { words: 'If you do not know what this is about, you do not need to do anything.' },
  ]);

/** To an address that asked for its links. */
export const linksLetter = (
  sender: Sender,
  found: {
    readonly orders: readonly { readonly number: number; readonly at: Instant; readonly address: string }[];
    readonly chairs: readonly { readonly at: Instant; readonly address: string }[];
  },
): Letter =>
  composeLetter(sender, `${sender.neutralName}: your links`, [
    {
      words: 'Somebody, most likely you, asked us for the links that belong to this address. Here they are.',
    },
    ...found.orders.map(({ number, at, address }) => ({
      link: address,
      words: `Order ${number}, ${momentWords(at, sender.zone, sender.locale)}`,
    })),
    ...found.chairs.map(({ at, address }) => ({
      link: address,
      words: `Your page from ${momentWords(at, sender.zone, sender.locale)}`,
    })),
    { words: 'Keep them to yourself. If you did not ask, you do not need to do anything.' },
  ]);

const countWords = (count: number): string => (count === 1 ? '1 meeting' : `${count} meetings`);

const datesOf = (sender: Sender, chair: ChairInLetter): LetterPart[] => [
  { heading: `Your ${countWords(chair.meetings.length)}` },
  { words: `Times are in ${zoneInWords(chair.zone, sender.locale)}.` },
  {
    rows: chair.meetings.map((meeting, index) => [
      `${index + 1}.`,
      momentWords(meeting.startsAt, chair.zone, sender.locale),
    ]),
  },
];
