import type { Need } from '../../kernel/need.ts';
import type { DisputeState } from './dispute-states.ts';

/** What an open dispute asks of the practice; `until` is the day in words. */
export const disputeNeed = (open: {
  readonly count: number;
  readonly state: DisputeState;
  readonly until: string | undefined;
  readonly since: Need['since'];
  readonly href: string;
}): Need => {
  const { count, since, href } = open;
  return { kind: 'dispute-open', count, since, href, sentence: sentenceOf(open) };
};

const sentenceOf = ({
  count,
  state,
  until,
}: {
  readonly count: number;
  readonly state: DisputeState;
  readonly until: string | undefined;
}): string => {
  const what = count === 1 ? 'A buyer disputes a payment' : `${count} payments are disputed`;
  if (state !== 'answer' && state !== 'open')
    return `${what}. Nothing to do until PayPal or the buyer answers.`;
  return until === undefined
    ? `${what}. Please answer at PayPal.`
    : `${what}. Please answer at PayPal by ${until}.`;
};
