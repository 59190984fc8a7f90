import { writeDate } from '../../kernel/formats.ts';
import { type Currency, formatMoney, money } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { RefundBecause, RefundRule, RefundStep } from './rule.ts';

export type Reader = { readonly locale: string; readonly currency: Currency };

/** The whole rule in sentences, the order in which a person meets them. */
export const ruleSentences = (rule: RefundRule, reader: Reader): string[] => [
  ...inTimeWords(rule),
  ...lateWords(rule),
  afterWords(rule),
  ...(rule.feeMinor > 0 ? [`We keep ${sum(rule.feeMinor, reader)} of what goes back.`] : []),
  ...coolingWords(rule),
  'If we do not hold the group, all you paid for it goes back. You do not have to ask.',
];

const inTimeWords = ({ fullUntilDays, shareBefore }: RefundRule): string[] => {
  if (fullUntilDays === 0 || shareBefore === 100)
    return ['Until the first meeting begins, all of what you paid goes back.'];
  const day = fullUntilDays === 1 ? 'the day before' : `${fullUntilDays} days before`;
  return [`Through ${day} the first meeting, all of what you paid goes back.`];
};

const lateWords = ({ fullUntilDays, shareBefore }: RefundRule): string[] => {
  if (fullUntilDays === 0 || shareBefore === 100) return [];
  return [
    shareBefore === 0
      ? 'After that, nothing goes back.'
      : `After that, until the first meeting begins, ${shareWords(shareBefore)} goes back.`,
  ];
};

const afterWords = ({ shareAfter }: RefundRule): string => {
  if (shareAfter === 0) return 'Once the first meeting has begun, nothing goes back.';
  const share = shareAfter === 100 ? 'their whole price' : `${shareWords(shareAfter)} of their price`;
  return `Once the first meeting has begun, the meetings that are still to come count: ${share} goes back.`;
};

const coolingWords = ({ coolingOffDays, feeMinor }: RefundRule): string[] =>
  coolingOffDays === 0
    ? []
    : [
        `In the ${coolingOffDays} days after you buy, you can change your mind without a reason. All of it goes back then, except for meetings that have begun${feeMinor > 0 ? ', and we keep nothing of it' : ''}.`,
      ];

const shareWords = (percent: number): string => (percent === 50 ? 'half' : `${percent}%`);

const sum = (minor: number, { locale, currency }: Reader): string =>
  formatMoney(money(minor, currency), locale);

/** Why this much goes back, to whoever gives a chair back. */
export const becauseWords = (because: RefundBecause): string => WORDS[because];

const WORDS = {
  'cooling-off': 'You are within the days after buying in which you can change your mind.',
  'in-time': 'You give it back in good time.',
  late: 'The first meeting is near.',
  begun: 'The group has begun, so the meetings still to come count.',
  over: 'Every meeting of this chair has begun.',
  'nothing-paid': 'Nothing was paid for this chair.',
  'nothing-left': 'What was paid has gone back already.',
} satisfies Record<RefundBecause, string>;

/** "through October 1", or "until October 8, 6:30 pm" where it changes in the middle of a day. */
export const untilWords = (
  until: Instant,
  zone: string,
  locale: string,
  clock: (at: Instant) => string,
): string => {
  const there = until.toZonedDateTimeISO(zone);
  const day = { weekday: 'long', month: 'long', day: 'numeric' } as const;
  const isMidnight = there.startOfDay().epochMilliseconds === there.epochMilliseconds;
  return isMidnight
    ? `Through ${writeDate(there.toPlainDate().subtract({ days: 1 }), locale, day)}`
    : `Until ${writeDate(there.toPlainDate(), locale, day)}, ${clock(until)}`;
};

/** The rows of a table of what would go back: at most six, the last of them what holds for ever after. */
export const tableRows = (steps: readonly RefundStep[]): RefundStep[] =>
  steps.length <= 6 ? [...steps] : [...steps.slice(0, 5), ...steps.slice(-1)];
