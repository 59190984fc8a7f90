import type { Practice } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { ruleInForce } from './actions.ts';
import { freezeVersion, ruleOfCheckout, type StoredRule } from './store.ts';

export { ruleInForce } from './actions.ts';
export { ruleList, stepsTable } from './pages/shown.ts';
export { fullRefund, type Refund, type RefundRule, refundFor, refundSteps } from './rule.ts';
export { becauseWords } from './rule-words.ts';
export type { StoredRule } from './store.ts';

/** Freezes a version on a checkout that begins; `version` is read before the transaction, by ruleInForce. */
export const freezeRule = async (
  tx: Tx,
  practiceId: PracticeId,
  checkout: { readonly checkoutId: string; readonly version: number },
): Promise<void> => {
  await freezeVersion(tx, practiceId, checkout.checkoutId, checkout.version);
};

/** The rule that holds for what was bought by this checkout, whatever the practice writes later. */
export const ruleOf = async (
  sql: Queryable,
  practice: Pick<Practice, 'id' | 'region'>,
  checkoutId: string,
): Promise<StoredRule> =>
  (await ruleOfCheckout(sql, practice.id, checkoutId)) ?? (await ruleInForce(sql, practice));
