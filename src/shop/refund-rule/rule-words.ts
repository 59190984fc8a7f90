import { type Currency, formatMoney, money } from '../../kernel/money.ts';
import type { RefundRule } from './rule.ts';

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
