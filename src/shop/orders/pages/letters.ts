import { formatMoney, type Money } from '../../../kernel/money.ts';
import type { Instant } from '../../../kernel/time.ts';
import { composeLetter, type Letter, type LetterPart, type LetterSender } from '../../../ui/letter.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { type Meeting, zoneInWords } from '../../catalogue/public.ts';

/** What a letter may know of the practice: how it shows itself outside, and how it writes times. */
export type Sender = LetterSender & { readonly locale: string; readonly zone: string };

/** A chair in a letter: when, never which group. */
export type ChairInLetter = { readonly meetings: readonly Meeting[]; readonly zone: string };

/** What the receipt of an order tells. */
export type ReceiptInLetter = {
  readonly number: number;
  readonly payerName: string;
  readonly placedAt: Instant;
  readonly total: Money;
  /** `bought` is how many meetings were paid for, also where one is called off. */
  readonly chairs: readonly (ChairInLetter & { readonly bought: number; readonly total: Money })[];
  /** Files, each behind a link of its own; never what is in them. */
  readonly downloads: readonly { readonly address: string; readonly total: Money }[];
  /** What took off and came on top, in words that say nothing of the group. */
  readonly savings: readonly { readonly words: string; readonly price: string }[];
  readonly taxInside: string | undefined;
  readonly address: string;
  /** True when the payer is the one who comes: then dates and calendar file are theirs. */
  readonly comes: boolean;
};

/** To the payer: receipt and link. Everything in it is the payer's own. */
export const receiptLetter = (sender: Sender, order: ReceiptInLetter): Letter =>
  composeLetter(sender, `${sender.neutralName}: your order ${order.number}`, [
    { words: `Hello ${order.payerName},` },
    { words: `Thank you. We have your order ${order.number}${standsWords(order)}.` },
    { link: order.address, words: 'Your order page' },
    ...order.downloads.map(({ address }, index) => ({
      link: address,
      words: order.downloads.length === 1 ? 'Your download' : `Your download ${index + 1}`,
    })),
    {
      words: `Keep ${order.downloads.length === 0 ? 'this link to yourself: whoever has it' : 'these links to yourself: whoever has them'} can see the order. This letter does not say what the order is for; the page does.`,
    },
    ...receiptOf(sender, order),
    ...aboutMeetings(sender, order),
  ]);

const standsWords = ({ chairs, comes }: ReceiptInLetter): string => {
  if (chairs.length === 0) return '';
  if (chairs.length === 1) return comes ? ', and your chair is yours' : ', and the chair is kept';
  return comes ? ', and your chairs are yours' : ', and the chairs are kept';
};

const receiptOf = (sender: Sender, order: ReceiptInLetter): LetterPart[] => {
  const price = (amount: Money) => (amount.minor === 0 ? 'Free' : formatMoney(amount, sender.locale));
  return [
    { heading: 'Receipt' },
    {
      rows: [
        ['Order', String(order.number)],
        ['Placed', momentWords(order.placedAt, sender.zone, sender.locale)],
        ...order.chairs.map((chair) => [countWords(chair.bought), price(chair.total)] as const),
        ...order.downloads.map(({ total }) => ['1 download', price(total)] as const),
        ...order.savings.map((row) => [row.words, row.price] as const),
        ['Total', price(order.total)],
      ],
    },
    ...(order.taxInside === undefined ? [] : [{ words: order.taxInside }]),
  ];
};

const aboutMeetings = (sender: Sender, { chairs, comes }: ReceiptInLetter): LetterPart[] => {
  if (chairs.length === 0) return [];
  if (!comes)
    return [{ words: 'The person who comes has a letter of their own from us, with a private link.' }];
  return [
    ...chairs.flatMap((chair) => datesOf(sender, chair)),
    { words: 'The calendar file with this letter says “Appointment”.' },
  ];
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
