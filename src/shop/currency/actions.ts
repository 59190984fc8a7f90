import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Result } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import { type CurrencyStop, judgeTurn } from './currency.ts';
import * as store from './store.ts';

/** Turns every price of the practice to another currency, or says what stands against it. Joins the caller's transaction. */
export const turnCurrency = async (
  tx: Tx,
  practiceId: PracticeId,
  to: Currency,
): Promise<Result<undefined, CurrencyStop>> => {
  await store.lockOfferings(tx, practiceId);
  const judged = judgeTurn(
    { ...(await store.sold(tx, practiceId)), priced: await store.priced(tx, practiceId) },
    to,
  );
  if (!judged.ok) return judged;
  await store.turnOfferings(tx, practiceId, to);
  await store.turnThings(tx, practiceId, to);
  await store.markListings(tx, practiceId);
  return judged;
};
