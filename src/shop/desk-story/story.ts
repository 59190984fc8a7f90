import { writeTime } from '../../kernel/formats.ts';
import { type Currency, formatMoney, isCurrency, money } from '../../kernel/money.ts';
import { type Instant, Temporal } from '../../kernel/time.ts';

/** A line of the payment's own story: what kind of row, when, and its columns as stored. */
export type Told = {
  readonly kind: string;
  readonly at: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

/** A letter and what became of it. */
export type MailTold = {
  readonly kind: string;
  readonly to: string;
  readonly createdAt: Instant;
  readonly attempts: number;
  readonly sentAt: Instant | null;
  readonly gaveUpAt: Instant | null;
};

export type StoryLine = {
  readonly at: Instant;
  /** What it is about, in a word. */
  readonly about: string;
  readonly words: string;
  /** Ids and codes, for a talk with PayPal's support. */
  readonly detail: readonly string[];
  /** Somebody should look. */
  readonly trouble: boolean;
};

type Facts = Told['facts'];
type Words = Omit<StoryLine, 'at'>;

/** How the reader writes times and sums. */
export type Reader = { readonly locale: string; readonly zone: string };

/** Everything that happened to one order, in the order of time; what one transaction wrote stands together. */
export const tell = (
  begunAt: Instant,
  told: readonly Told[],
  mails: readonly MailTold[],
  reader: Reader,
): StoryLine[] => {
  const lines: StoryLine[] = [
    {
      at: begunAt,
      about: 'Checkout',
      words: 'Checkout begun; prices and dates frozen',
      detail: [],
      trouble: false,
    },
    ...told.filter(({ kind }) => kind !== 'posting').flatMap((line) => linesOf(line, reader)),
    ...mails.flatMap(mailLines),
  ];
  return lines.sort((a, b) => Number(a.at.epochNanoseconds - b.at.epochNanoseconds));
};

const linesOf = ({ kind, at, facts }: Told, reader: Reader): StoryLine[] => {
  const words = WORDS[kind]?.(facts, reader) ?? {
    about: kind,
    words: 'Something was written down',
    detail: plain(facts),
    trouble: false,
  };
  const ended =
    kind === 'hold' && typeof facts['endedAt'] === 'string' ? [holdEnded(facts, facts['endedAt'])] : [];
  return [{ at: Temporal.Instant.from(at), ...words }, ...ended];
};

const text = (facts: Facts, name: string): string | undefined => {
  const value = facts[name];
  return value === null || value === undefined ? undefined : String(value);
};

const amount = (facts: Facts, { locale }: Reader, name = 'amountMinor'): string => {
  const [minor, currency] = [facts[name], facts['currency']];
  return typeof minor === 'number' && typeof currency === 'string' && isCurrency(currency)
    ? formatMoney(money(minor, currency as Currency), locale)
    : 'an unknown sum';
};

const clock = (at: string | undefined, { locale, zone }: Reader): string | undefined =>
  at &&
  writeTime(Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainTime(), locale, {
    hour: 'numeric',
    minute: '2-digit',
  }).replace(/\s?([AP])M$/, (_, half: string) => ` ${half.toLowerCase()}m`);

/** "key abc" where there is a key; nothing where there is none. */
const named = (words: string, value: string | undefined): string[] =>
  value === undefined ? [] : [`${words} ${value}`.trim()];

const plain = (facts: Facts): string[] =>
  Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`]));

const WORDS: Readonly<Record<string, (facts: Facts, reader: Reader) => Words>> = {
  hold: (facts, reader) => ({
    about: 'Chair',
    words: 'A chair is kept',
    detail: named('until', clock(text(facts, 'expiresAt'), reader)),
    trouble: false,
  }),
  attempt: (facts, reader) => ({
    about: 'Payment',
    words: `Attempt ${text(facts, 'number')} of ${amount(facts, reader)}; now ${text(facts, 'state')}`,
    detail: [
      ...named('PayPal order', text(facts, 'paypalOrder')),
      ...named('invoice', text(facts, 'invoice')),
      ...named('declined, times', facts['declines'] === 0 ? undefined : text(facts, 'declines')),
      ...named('', text(facts, 'problem')),
    ],
    trouble: facts['problem'] !== null,
  }),
  call: (facts) => ({
    about: 'Call',
    words: `We asked PayPal: ${text(facts, 'operation')}; ${text(facts, 'outcome') ?? 'no answer known'}`,
    detail: [
      ...named('status', text(facts, 'status')),
      ...named('key', text(facts, 'key')),
      ...named('debug id', text(facts, 'debugId')),
    ],
    trouble: (text(facts, 'outcome') ?? 'unknown').startsWith('unknown'),
  }),
  event: (facts) => ({
    about: 'Notice',
    words: `PayPal told us: ${text(facts, 'type')}${Number(facts['times']) > 1 ? ` (${text(facts, 'times')} times)` : ''}`,
    detail: [
      ...named('event', text(facts, 'id')),
      ...named('genuine by', text(facts, 'verifiedBy')),
      ...named('', text(facts, 'outcome')),
    ],
    trouble: false,
  }),
  capture: (facts, reader) => ({
    about: 'Money',
    words: `${amount(facts, reader)} at PayPal: ${text(facts, 'status')?.toLowerCase().replaceAll('_', ' ')}`,
    detail: [
      ...named('capture', text(facts, 'id')),
      ...(facts['feeMinor'] === null ? [] : [`fee ${amount(facts, reader, 'feeMinor')}`]),
      ...named('goes back:', text(facts, 'surplus')),
    ],
    trouble: facts['surplus'] !== null,
  }),
  refund: (facts, reader) => ({
    about: 'Refund',
    words: `${amount(facts, reader)} back; ${text(facts, 'state')}`,
    detail: [
      ...named('', text(facts, 'because')),
      ...named('refund', text(facts, 'paypalRefund')),
      ...named('', text(facts, 'problem')),
    ],
    trouble: facts['state'] === 'failed',
  }),
  change: (facts) => ({
    about: 'State',
    words: `${text(facts, 'entity')}: ${[text(facts, 'was'), text(facts, 'became')].filter(Boolean).join(' to ')}`,
    detail: [...named('', text(facts, 'because')), ...named('by', text(facts, 'actor'))],
    trouble: false,
  }),
};

const holdEnded = (facts: Facts, endedAt: string): StoryLine => ({
  at: Temporal.Instant.from(endedAt),
  about: 'Chair',
  words: facts['state'] === 'consumed' ? 'The chair is taken' : 'The chair is let go',
  detail: named('', text(facts, 'because')),
  trouble: false,
});

const mailLines = (mail: MailTold): StoryLine[] => {
  const line = (at: Instant | null, words: string, trouble = false): StoryLine[] =>
    at === null
      ? []
      : [
          {
            at,
            about: 'Letter',
            words: `${words}: ${mail.kind}`,
            detail: [`to ${mail.to}`, `tries ${mail.attempts}`],
            trouble,
          },
        ];
  return [
    ...line(mail.createdAt, 'Letter written'),
    ...line(mail.sentAt, 'Letter sent'),
    ...line(mail.gaveUpAt, 'Letter given up', true),
  ];
};

/** The ledger's accounts in the owner's words. */
const ACCOUNT_WORDS: Readonly<Record<string, string>> = {
  'paypal-balance': 'At PayPal',
  'paypal-fees': 'PayPal’s fee',
  sales: 'Sales',
  refunds: 'Given back',
  suspense: 'Set aside until it is clear',
};

/** An entry of the books. */
export type Entry = {
  readonly account: string;
  readonly because: string;
  readonly minor: number;
  readonly currency: string;
};

/** The ledger's entries of this order, as they were posted. */
export const entriesOf = (told: readonly Told[]): Entry[] =>
  told
    .filter(({ kind }) => kind === 'posting')
    .map(({ facts }) => ({
      account: ACCOUNT_WORDS[text(facts, 'account') ?? ''] ?? text(facts, 'account') ?? '',
      because: text(facts, 'because') ?? '',
      minor: Number(facts['amountMinor']),
      currency: text(facts, 'currency') ?? '',
    }));

/** The refunds of this order as the story tells them. */
export const refundsIn = (
  told: readonly Told[],
): { readonly id: string; readonly minor: number; readonly state: string }[] =>
  told
    .filter(({ kind }) => kind === 'refund')
    .map(({ facts }) => ({
      id: text(facts, 'id') ?? '',
      minor: Number(facts['amountMinor']),
      state: text(facts, 'state') ?? '',
    }));
