import { practiceById } from '../../identity/practice/public.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Queryable, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Limits } from '../../platform/limits.ts';
import { isThisMachine, networkOf } from '../../platform/network.ts';
import { type CartOf, cartIdOf, linesToFreeze, lockedCart, offeringsIn, relist } from '../cart/public.ts';
import { recordChange } from '../fulfilment/public.ts';
import { NO_TAX, priceCheckout } from '../pricing/public.ts';
import { freezeRule, ruleInForce } from '../refund-rule/public.ts';
import { holdSeats, prolongHolds, releaseHolds } from '../seats/public.ts';
import { type BeginRefusal, begin } from './begin.ts';
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
import { type FrozenLine, freezeLine, priceable } from './freeze.ts';
import * as store from './store.ts';

/** Why a step of a running checkout cannot be done. */
export type StepRefusal = { readonly because: 'gone' | 'run-out' | 'confirming' | 'ordered' };

/** The newest checkout of this browser's cart. */
export const currentCheckout = async (sql: Queryable, of: CartOf): Promise<Checkout | undefined> => {
  const cartId = await cartIdOf(sql, of);
  return cartId === undefined ? undefined : store.newestCheckout(sql, { practiceId: of.practiceId, cartId });
};

/** Chairs that one network may newly hold in the time that a hold lasts: a household, an office, a school, no program. */
const CHAIRS_PER_NETWORK = { points: 24, seconds: 900 };

/** What comes from this machine cannot be told apart (a proxy that names nobody), so it is not counted. */
const mayHold = async (limits: Limits, address: string, chairs: number): Promise<boolean> => {
  if (isThisMachine(address)) return true;
  for (let chair = 0; chair < chairs; chair += 1)
    if (!(await limits.take('chairs-held', networkOf(address), CHAIRS_PER_NETWORK))) return false;
  return true;
};

/** One network took more chairs in a short time than people do: nobody may hold a whole practice's by program. */
export type HeldTooMany = { readonly because: 'too-many' };

/**
 * Freezes the cart's lines and holds a chair for every one, all or none. Pressed again, or in a second tab, the same
 * lines go on with the same hold; other lines replace it. The buyer's own hold never stands in the way.
 */
export const beginCheckout = async (
  { db, limits }: { readonly db: Db; readonly limits: Limits },
  of: CartOf,
  /** Network address of whoever asks. */
  address: string,
): Promise<Result<{ readonly checkoutId: string }, BeginRefusal | HeldTooMany>> => {
  const rule = await ruleInForceOf(db, of);
  return db.begin(async (tx) => {
    const cart = await lockedCart(tx, of);
    if (!cart) return refuse({ because: 'empty' });
    await store.lockNewest(tx, cart);
    const before = await store.newestCheckout(tx, cart);
    await lockAll(tx, cart, before);
    const lines = await linesToFreeze(tx, cart);
    const views = lines.map(({ view }) => view);
    const decision = begin(before, views);
    if (!decision.ok) {
      if (decision.refusal.because === 'price-changed') await relist(tx, cart, views);
      return decision;
    }
    if ('goOn' in decision.value) return accept({ checkoutId: decision.value.goOn.id });
    if (!(await mayHold(limits, address, lines.length))) return refuse({ because: 'too-many' });
    const opened = await openCheckout(tx, cart, lines, { before, replace: decision.value.replace });
    await freezeRule(tx, cart.practiceId, { ...opened, version: rule.version });
    return accept(opened);
  });
};

const ruleInForceOf = async (db: Db, { practiceId }: CartOf) => {
  const practice = await practiceById(db, practiceId);
  invariant(practice, 'a cart belongs to a practice');
  return ruleInForce(db.sql, practice);
};

/** All seats that this may free or take are locked at once and in one order, before anything is looked at. */
const lockAll = async (tx: Tx, cart: store.CartKey, before: Checkout | undefined) => {
  const ids = new Set([
    ...(await offeringsIn(tx, cart)),
    ...(before?.lines.map((line) => line.offeringId) ?? []),
  ]);
  await store.lockOfferings(tx, cart.practiceId, [...ids]);
};

const openCheckout = async (
  tx: Tx,
  cart: store.CartKey,
  lines: Awaited<ReturnType<typeof linesToFreeze>>,
  { before, replace }: { readonly before: Checkout | undefined; readonly replace: Checkout | undefined },
) => {
  if (replace) await endCheckout(tx, cart, replace, 'replaced');
  const currency = lines[0]?.offering.currency;
  invariant(currency, 'a checkout has a line');
  const frozen = lines.map(({ view, offering }) => freezeLine(view, offering));
  const priced = priceCheckout(frozen.map(priceable), { currency, tax: NO_TAX });
  const checkoutId = newId<'checkout'>();
  const priceAt = (index: number) => {
    const price = priced.lines[index];
    invariant(price, 'every line is priced');
    return price;
  };
  const stored = frozen.map((line, index) => ({ id: newId<'line'>(), ...line, price: priceAt(index) }));
  await store.insertCheckout(tx, cart, {
    id: checkoutId,
    currency,
    payableMinor: priced.payableMinor,
    lines: stored,
  });
  const key = { practiceId: cart.practiceId, checkoutId };
  const held = await holdSeats(tx, {
    ...key,
    lines: stored.map((line) => ({ lineId: line.id, offeringId: line.offeringId, offerId: line.offerId })),
    minutes: HOLD_MINUTES,
  });
  invariant(held.ok, 'a seat seen free under lock can be held');
  if (before && mayBeCopied(before))
    await store.copyTyped(tx, key, { id: before.id, ...sameQuestions(before, frozen) });
  await recordChange(tx, cart.practiceId, {
    entity: 'checkout',
    id: checkoutId,
    was: null,
    became: 'open',
    actor: 'buyer',
  });
  return { checkoutId };
};

/** After an order, or after giving the chair back, the next person at this screen finds no names. */
const mayBeCopied = (before: Checkout) => before.state !== 'ordered' && before.endedBecause !== 'left';

const sameQuestions = (before: Checkout, lines: readonly FrozenLine[]) => ({
  attested: attestationsOf(lines).every((sentence) => before.attested.includes(sentence)),
  agreed: agreementVersionsOf(lines).every((version) => agreementVersionsOf(before.lines).includes(version)),
});

const endCheckout = async (tx: Tx, { practiceId }: store.CartKey, checkout: Checkout, because: string) => {
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

/** Names typed into checkouts that never became an order are forgotten after this many days. */
const KEEP_TYPED_DAYS = 30;
export const forgetOldCheckouts = (db: Db) => store.forgetTyped(db.sql, KEEP_TYPED_DAYS);
