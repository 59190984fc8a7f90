import { z } from 'zod';
import { type Currency, fromDecimal, money, toDecimal } from '../../kernel/money.ts';
import { textsOf } from '../../kernel/typed.ts';
import type { RefundRule, RuleProblem } from './rule.ts';

export type Errors = Readonly<Record<string, string>>;
export type Form = { readonly typed: Readonly<Record<string, string>>; readonly errors: Errors };

const whole = (most: number, words: string) =>
  z
    .string({ error: words })
    .trim()
    .regex(/^\d{1,4}$/, words)
    .transform(Number)
    .refine((value) => value <= most, words);

const DAYS = 'Please write whole days, from 0 to 365.';
const SHARE = 'Please write a whole percentage, from 0 to 100.';

const Rule = z.object({
  full_until_days: whole(365, DAYS),
  share_before: whole(100, SHARE),
  share_after: whole(100, SHARE),
  cooling_off_days: whole(365, DAYS),
  after: whole(9999, 'Please open this page again.'),
});

export type ReadRule = { readonly rule: RefundRule; readonly after: number; readonly typed: Form['typed'] };

/** The rule as it was typed; every error beside its field. */
export const readRule = (body: unknown, currency: Currency): ReadRule | Form => {
  const typed = textsOf(body);
  const read = Rule.safeParse(typed);
  const fee = fromDecimal((typed['fee'] ?? '').trim() || '0', currency);
  const feeIsSound = fee !== undefined && fee.minor >= 0 && fee.minor <= 1_000_000;
  if (read.success && feeIsSound && read.data.share_after <= read.data.share_before) {
    const { full_until_days, share_before, share_after, cooling_off_days, after } = read.data;
    const rule = {
      fullUntilDays: full_until_days,
      shareBefore: share_before,
      shareAfter: share_after,
      feeMinor: fee.minor,
      coolingOffDays: cooling_off_days,
    };
    return { rule, after, typed };
  }
  const errors: Record<string, string> = {};
  for (const issue of read.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message;
  if (!feeIsSound)
    errors['fee'] = 'Please write the sum as a number, such as 5 or 5.00, and not more than ten thousand.';
  if (read.success && read.data.share_after > read.data.share_before)
    errors['share_after'] = PROBLEMS['more-after-than-before'];
  return { typed, errors };
};

const PROBLEMS = {
  'days-out-of-range': DAYS,
  'share-out-of-range': SHARE,
  'more-after-than-before':
    'Whoever leaves after the first meeting would get more back than who leaves before it. Please make this no larger than the percentage above.',
  'fee-out-of-range': 'Please write a smaller sum.',
} satisfies Record<RuleProblem, string>;

/** A rule as the form shows it. */
export const typedOf = (rule: RefundRule, currency: Currency): Form['typed'] => ({
  full_until_days: String(rule.fullUntilDays),
  share_before: String(rule.shareBefore),
  share_after: String(rule.shareAfter),
  fee: toDecimal(money(rule.feeMinor, currency)),
  cooling_off_days: String(rule.coolingOffDays),
});

export const wantsPreview = (body: unknown): boolean => textsOf(body)['do'] === 'preview';

export const RuleQuery = z.object({ saved: z.literal('1').optional().catch(undefined) });
