import type { Practice } from '../../identity/practice/public.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Queryable } from '../../platform/db.ts';
import { houseRule } from './house-rule.ts';
import { type RefundRule, type RuleProblem, ruleProblems } from './rule.ts';
import { insertRule, newestRule, type StoredRule } from './store.ts';

/** The newest version; a practice that never wrote one gets the house rule of its region written down as its first. */
export const ruleInForce = async (
  sql: Queryable,
  { id, region }: Pick<Practice, 'id' | 'region'>,
): Promise<StoredRule> => {
  const newest = await newestRule(sql, id);
  if (newest) return newest;
  await insertRule(sql, id, { ...houseRule(region), version: 1, madeBy: null });
  const first = await newestRule(sql, id);
  invariant(first, 'a rule just written can be read');
  return first;
};

export type SaveRefusal =
  | { readonly because: 'unsound'; readonly problems: readonly RuleProblem[] }
  /** Somebody else has written a version since this form was opened. */
  | { readonly because: 'written-meanwhile' };

/** Writes the next version. Checkouts that have begun keep theirs. The same rule as before writes nothing, unless it becomes one's own. */
export const saveRule = async (
  { db }: { readonly db: Db },
  practice: Pick<Practice, 'id' | 'region'>,
  wish: { readonly rule: RefundRule; readonly after: number; readonly by: string },
): Promise<Result<{ readonly version: number }, SaveRefusal>> => {
  const problems = ruleProblems(wish.rule);
  if (problems.length > 0) return refuse({ because: 'unsound', problems });
  const before = await ruleInForce(db.sql, practice);
  if (isSame(before, wish.rule) && before.madeBy !== null) return accept({ version: before.version });
  if (before.version !== wish.after) return refuse({ because: 'written-meanwhile' });
  const version = before.version + 1;
  const wrote = await insertRule(db.sql, practice.id, { ...wish.rule, version, madeBy: wish.by });
  return wrote ? accept({ version }) : refuse({ because: 'written-meanwhile' });
};

const isSame = (one: RefundRule, other: RefundRule): boolean =>
  one.fullUntilDays === other.fullUntilDays &&
  one.shareBefore === other.shareBefore &&
  one.shareAfter === other.shareAfter &&
  one.feeMinor === other.feeMinor &&
  one.coolingOffDays === other.coolingOffDays;
