import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Queryable, Tx } from '../../platform/db.ts';
import { type CartOf, cartIdOf, lockedCart } from '../cart/public.ts';
import { forgetNames } from '../estimates/public.ts';
import { recordChange } from '../fulfilment/public.ts';
import { prolongHolds, releaseHolds } from '../seats/public.ts';
import {
  agreementVersionsOf,
  attestationsOf,
  type Checkout,
  HOLD_MINUTES,
  MOST_PROLONGATIONS,
  minutesLeft,
  type Parties,
  standingOf,
  versionsShown,
} from './checkout.ts';
import * as store from './store.ts';

/** Why a step of a running checkout cannot be done. */
export type StepRefusal = { readonly because: 'gone' | 'run-out' | 'confirming' | 'ordered' };

/** The newest checkout of this browser's cart. */
export const currentCheckout = async (sql: Queryable, of: CartOf): Promise<Checkout | undefined> => {
  const cartId = await cartIdOf(sql, of);
  return cartId === undefined ? undefined : store.newestCheckout(sql, { practiceId: of.practiceId, cartId });
};

/** Ends a checkout that never became an order: chairs and savings are free for others. */
export const endCheckout = async (
  tx: Tx,
  { practiceId }: store.CartKey,
  checkout: Checkout,
  because: string,
) => {
  const key = { practiceId, checkoutId: checkout.id };
  await releaseHolds(tx, { ...key, because });
  await store.endCheckout(tx, key, because);
  await recordChange(tx, practiceId, {
    entity: 'checkout',
    id: checkout.id,
    was: checkout.state,
    became: 'ended',
    because,
    actor: 'buyer',
  });
};

/** Loads the checkout under lock and does one step of it. */
const step = <Value>(
  db: Db,
  of: CartOf,
  work: (tx: Tx, cart: store.CartKey, checkout: Checkout) => Promise<Result<Value, StepRefusal>>,
): Promise<Result<Value, StepRefusal>> =>
  db.begin(async (tx) => {
    const cart = await lockedCart(tx, of);
    if (!cart) return refuse({ because: 'gone' });
    await store.lockNewest(tx, cart);
    const checkout = await store.newestCheckout(tx, cart);
    if (!checkout) return refuse({ because: 'gone' });
    const standing = standingOf(checkout);
    if (standing === 'ordered' || standing === 'confirming') return refuse({ because: standing });
    if (standing === 'left') return refuse({ because: 'gone' });
    return work(tx, cart, checkout);
  });

const livingOnly = (checkout: Checkout): Result<true, StepRefusal> =>
  standingOf(checkout) === 'live' ? accept(true) : refuse({ because: 'run-out' });

/**
 * Who comes, who pays, and the sentences that were confirmed. Kept even when the hold is over, so that it need not be
 * typed again. Only what was on the page counts as confirmed.
 */
export const saveYou = (
  db: Db,
  of: CartOf,
  you: { readonly parties: Parties; readonly sentences: readonly string[] },
): Promise<Result<true, StepRefusal>> =>
  step(db, of, async (tx, { practiceId }, checkout) => {
    const isComplete = attestationsOf(checkout.lines).every((sentence) => you.sentences.includes(sentence));
    const attested = isComplete ? attestationsOf(checkout.lines) : undefined;
    await store.saveParties(tx, { practiceId, checkoutId: checkout.id }, you.parties, attested);
    return livingOnly(checkout);
  });

/** The agreement, signed by a typed name, in the versions that were on the page; others have to be read first. */
export const saveAgreement = (
  db: Db,
  of: CartOf,
  signed: { readonly name: string; readonly shown: string },
): Promise<Result<true, StepRefusal>> =>
  step(db, of, async (tx, { practiceId }, checkout) => {
    const version = agreementVersionsOf(checkout.lines).at(-1);
    if (version === undefined || signed.shown !== versionsShown(checkout.lines)) return livingOnly(checkout);
    await store.saveAgreed(tx, { practiceId, checkoutId: checkout.id }, { name: signed.name, version });
    return livingOnly(checkout);
  });

/**
 * Fifteen more minutes, at most twice. A second press within a minute of the first is the same press.
 */
export const prolong = (
  db: Db,
  of: CartOf,
): Promise<Result<true, StepRefusal | { readonly because: 'no-more' }>> =>
  step<Result<true, { readonly because: 'no-more' }>>(db, of, async (tx, { practiceId }, checkout) => {
    const living = livingOnly(checkout);
    if (!living.ok) return living;
    if (minutesLeft(checkout) >= HOLD_MINUTES) return accept(accept(true as const));
    if (checkout.prolonged >= MOST_PROLONGATIONS) return accept(refuse({ because: 'no-more' }));
    const key = { practiceId, checkoutId: checkout.id };
    const held = await prolongHolds(tx, { ...key, minutes: HOLD_MINUTES });
    if (!held.ok) return refuse({ because: 'run-out' });
    await store.countProlongation(tx, key);
    return accept(accept(true as const));
  }).then((done) => (done.ok ? done.value : done));

/** Gives the chairs back at once. Safe to press twice; refused while money may be moving. */
export const leaveCheckout = (db: Db, of: CartOf): Promise<Result<true, StepRefusal>> =>
  step(db, of, async (tx, cart, checkout) => {
    if (checkout.state !== 'ended') await endCheckout(tx, cart, checkout, 'left');
    return accept(true);
  });

/** Days after which names typed without an order are forgotten. */
const KEEP_TYPED_DAYS = 30;
export const forgetOldCheckouts = async (db: Db): Promise<void> => {
  await store.forgetTyped(db.sql, KEEP_TYPED_DAYS);
  await forgetNames(db.sql);
};
