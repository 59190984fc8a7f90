import type { Db, Tx } from '../../platform/db.ts';
import { releaseHolds } from './actions.ts';
import type { CheckoutKey } from './store.ts';
import * as store from './store.ts';

/**
 * Sweeps holds that ran out (never pinned ones) and ends their checkouts. Returns how many checkouts ended.
 * Each checkout is its own transaction; one that somebody is working on is left for the next round.
 */
export const expireHolds = async (db: Db): Promise<number> => {
  let ended = 0;
  for (const key of await store.checkoutsRunOut(db.sql, 500))
    if (await db.begin((tx) => expireOne(tx, key))) ended += 1;
  return ended;
};

const expireOne = async (tx: Tx, key: CheckoutKey): Promise<boolean> => {
  if ((await store.lockCheckoutUnlessBusy(tx, key)).length === 0) return false;
  if (!(await store.anyHoldRunOut(tx, key))) return false;
  await releaseHolds(tx, { ...key, because: 'ran-out' });
  await store.endCheckout(tx, key, 'hold-ran-out');
  return true;
};
