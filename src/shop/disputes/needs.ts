import type { Need } from '../../kernel/need.ts';
import type { DisputeState } from './dispute-states.ts';

type Open = {
  readonly count: number;
  readonly state: DisputeState;
  /** Whole days left to answer; below zero where the time is over, undefined where there is none. */
  readonly days: number | undefined;
};

/** What open disputes ask of the practice; told of the one whose time ends first. */
export const disputeNeed = (open: Open & { readonly since: Need['since']; readonly href: string }): Need => ({
  ...{ kind: 'dispute-open', count: open.count, since: open.since, href: open.href },
  sentence: sentenceOf(open),
});

const sentenceOf = ({ count, state, days }: Open): string => {
  const what = count === 1 ? 'A buyer disputes a payment' : `${count} payments are disputed`;
  if (state !== 'answer' && state !== 'open')
    return `${what}. Nothing to do until PayPal or the buyer answers.`;
  if (days === undefined) return `${what}. Please answer at PayPal.`;
  if (days < 0) return `${what}. The time to answer is over; please look at PayPal.`;
  return days === 0
    ? `${what}. Please answer at PayPal today.`
    : `${what}. Please answer at PayPal within ${days} ${days === 1 ? 'day' : 'days'}.`;
};
