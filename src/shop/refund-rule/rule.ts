import { type Instant, Temporal } from '../../kernel/time.ts';

/** What goes back when a chair is given back; a practice's own, versioned, and frozen on each checkout. */
export type RefundRule = {
  /** Everything goes back through the day that lies so many days before the first meeting. */
  readonly fullUntilDays: number;
  /** Percent that go back from then until the first meeting begins. */
  readonly shareBefore: number;
  /** Percent of the meetings that have not begun, once the first one has; 0 for nothing. Never above `shareBefore`. */
  readonly shareAfter: number;
  /** Kept out of whatever goes back by the three above, in minor units. */
  readonly feeMinor: number;
  /** Days after buying in which everything goes back but meetings that have begun, without a fee; 0 for none. */
  readonly coolingOffDays: number;
};

/** What one chair cost its buyer, and when it covers. Amounts are minor units of one currency. */
export type Bought = {
  readonly paidMinor: number;
  /** Has gone back already, or is on its way. */
  readonly goneMinor: number;
  /** In order; empty for a chair without dates, which has not begun. */
  readonly meetings: readonly { readonly startsAt: Instant }[];
  readonly placedAt: Instant;
  /** IANA zone in which days are counted: the group's. */
  readonly zone: string;
};

export type RefundBecause =
  /** Within the days after buying in which nobody has to give a reason. */
  | 'cooling-off'
  | 'in-time'
  /** After the last day for everything, before the first meeting. */
  | 'late'
  | 'begun'
  /** Every meeting has begun. */
  | 'over'
  | 'nothing-paid'
  /** All that was paid has gone back already. */
  | 'nothing-left';

export type Refund = { readonly minor: number; readonly because: RefundBecause };

/**
 * What goes back if the chair is given back at this moment: never below nothing, never above what was paid and has not
 * gone back, and never more later than sooner.
 */
export const refundFor = (rule: RefundRule, bought: Bought, now: Instant): Refund => {
  const { paidMinor, goneMinor } = bought;
  if (paidMinor <= 0) return { minor: 0, because: 'nothing-paid' };
  const left = Math.max(0, paidMinor - goneMinor);
  if (left === 0) return { minor: 0, because: 'nothing-left' };
  const byRule = ruled(rule, bought, now);
  const cooling = cooled(rule, bought, now);
  const better: Refund = cooling > byRule.minor ? { minor: cooling, because: 'cooling-off' } : byRule;
  return { ...better, minor: Math.min(better.minor, left) };
};

/** Everything that was paid and has not gone back: for a group that is not held, or is moved to other dates. */
export const fullRefund = ({ paidMinor, goneMinor }: Pick<Bought, 'paidMinor' | 'goneMinor'>): number =>
  Math.max(0, paidMinor - goneMinor);

const ruled = (rule: RefundRule, bought: Bought, now: Instant): Refund => {
  const { paidMinor, meetings } = bought;
  const lessFee = (minor: number) => Math.max(0, minor - rule.feeMinor);
  const unused = unusedOf(bought, now);
  if (isBefore(now, fullUntil(rule, bought))) return { minor: lessFee(paidMinor), because: 'in-time' };
  if (unused === meetings.length)
    return { minor: lessFee(Math.floor((paidMinor * rule.shareBefore) / 100)), because: 'late' };
  const share = Math.floor((paidMinor * rule.shareAfter * unused) / (100 * meetings.length));
  return { minor: lessFee(share), because: unused === 0 ? 'over' : 'begun' };
};

/** Meetings that have begun were asked for and are paid for; the rest goes back whole. */
const cooled = (rule: RefundRule, bought: Bought, now: Instant): number => {
  const { paidMinor, meetings } = bought;
  if (!isBefore(now, coolingOffUntil(rule, bought))) return 0;
  if (meetings.length === 0) return paidMinor;
  return paidMinor - Math.floor((paidMinor * (meetings.length - unusedOf(bought, now))) / meetings.length);
};

/** Meetings that have not begun at this moment. */
export const unusedOf = ({ meetings }: Pick<Bought, 'meetings'>, now: Instant): number =>
  meetings.filter(({ startsAt }) => isBefore(now, startsAt)).length;

/** The end of the last day for everything, at latest the first meeting; undefined for a chair without dates. */
export const fullUntil = (rule: RefundRule, { meetings, zone }: Pick<Bought, 'meetings' | 'zone'>) => {
  const first = meetings[0]?.startsAt;
  if (!first) return undefined;
  const day = first.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: rule.fullUntilDays });
  const end = endOfDay(day, zone);
  return isBefore(end, first) ? end : first;
};

/** The end of the last day of the cooling-off time; the day of buying is not counted. */
export const coolingOffUntil = (rule: RefundRule, { placedAt, zone }: Pick<Bought, 'placedAt' | 'zone'>) =>
  rule.coolingOffDays === 0
    ? placedAt
    : endOfDay(placedAt.toZonedDateTimeISO(zone).toPlainDate().add({ days: rule.coolingOffDays }), zone);

const endOfDay = (day: Temporal.PlainDate, zone: string): Instant =>
  day.add({ days: 1 }).toZonedDateTime(zone).toInstant();

/** Before a moment that never comes is always. */
const isBefore = (now: Instant, end: Instant | undefined): boolean =>
  end === undefined || Temporal.Instant.compare(now, end) < 0;

/** One row of what would go back: from a moment until the next change; `until` is undefined for the last. */
export type RefundStep = Refund & { readonly from: Instant; readonly until: Instant | undefined };

/** What would go back from now on, as long as nothing else happens; rows that say the same are one. */
export const refundSteps = (rule: RefundRule, bought: Bought, now: Instant): RefundStep[] => {
  const changes = [
    coolingOffUntil(rule, bought),
    fullUntil(rule, bought),
    ...bought.meetings.map(({ startsAt }) => startsAt),
  ].filter((at) => at !== undefined && isBefore(now, at)) as Instant[];
  const moments = [now, ...changes.sort(Temporal.Instant.compare)];
  const steps: RefundStep[] = [];
  for (const from of moments) {
    const refund = refundFor(rule, bought, from);
    const before = steps.at(-1);
    if (before && before.minor === refund.minor) continue;
    if (before) steps[steps.length - 1] = { ...before, until: from };
    steps.push({ ...refund, from, until: undefined });
  }
  return steps;
};

export type RuleProblem =
  | 'days-out-of-range'
  | 'share-out-of-range'
  /** Whoever leaves later would get more back than who leaves sooner. */
  | 'more-after-than-before'
  | 'fee-out-of-range';

/** What keeps a rule from being one; empty for a sound rule. The table holds the same bounds. */
export const ruleProblems = (rule: RefundRule): RuleProblem[] => {
  const whole = (value: number, most: number) => Number.isSafeInteger(value) && value >= 0 && value <= most;
  const problems: RuleProblem[] = [];
  if (!whole(rule.fullUntilDays, 365) || !whole(rule.coolingOffDays, 365)) problems.push('days-out-of-range');
  if (!whole(rule.shareBefore, 100) || !whole(rule.shareAfter, 100)) problems.push('share-out-of-range');
  if (rule.shareAfter > rule.shareBefore) problems.push('more-after-than-before');
  if (!whole(rule.feeMinor, 1_000_000)) problems.push('fee-out-of-range');
  return problems;
};
