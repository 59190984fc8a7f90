import { practiceById } from '../../identity/practice/public.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Limits } from '../../platform/limits.ts';
import { isThisMachine, networkOf } from '../../platform/network.ts';
import {
  type CartOf,
  codeHasProblem,
  type LineView,
  linesToFreeze,
  lockedCart,
  offeringsIn,
  relist,
} from '../cart/public.ts';
import { recordChange } from '../fulfilment/public.ts';
import { freezeRule, ruleInForce } from '../refund-rule/public.ts';
import { holdSeats } from '../seats/public.ts';
import { endCheckout } from './actions.ts';
import { type BeginRefusal, begin } from './begin.ts';
import {
  agreementVersionsOf,
  attestationsOf,
  type Checkout,
  HOLD_MINUTES,
  PRICE_MINUTES,
  seatLines,
} from './checkout.ts';
import { type FrozenLine, freezeLine } from './freeze.ts';
import { lockedCoupon, orSavingGone, pricedLines, priceFrozen, reserveFor } from './price-actions.ts';
import * as store from './store.ts';

/** How many chairs these lines would hold. */
const chairsOf = (views: readonly LineView[]): number =>
  views
    .flatMap((view): readonly { kind: string }[] => (view.kind === 'package' ? view.parts : [view]))
    .filter(({ kind }) => kind === 'seat').length;

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
  return orSavingGone<{ readonly checkoutId: string }, BeginRefusal | HeldTooMany>(db, async (tx) => {
    const cart = await lockedCart(tx, of);
    if (!cart) return refuse({ because: 'empty' });
    await store.lockNewest(tx, cart);
    const before = await store.newestCheckout(tx, cart);
    await lockAll(tx, cart, before);
    const coupon = await lockedCoupon(tx, cart, before);
    const lines = await linesToFreeze(tx, cart);
    const views = lines.map(({ view }) => view);
    const asked = coupon && { id: coupon.couponId, hasProblem: await codeHasProblem(tx, cart, views) };
    const decision = begin(before, views, asked);
    if (!decision.ok) {
      if (decision.refusal.because === 'price-changed') await relist(tx, cart, views);
      return decision;
    }
    if ('goOn' in decision.value) return accept({ checkoutId: decision.value.goOn.id });
    if (!(await mayHold(limits, address, chairsOf(views)))) return refuse({ because: 'too-many' });
    const opened = await openCheckout(tx, cart, lines, { before, replace: decision.value.replace, coupon });
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
    ...seatLines(before?.lines ?? []).map((line) => line.offeringId),
  ]);
  await store.lockOfferings(tx, cart.practiceId, [...ids]);
};

type Opening = {
  readonly before: Checkout | undefined;
  readonly replace: Checkout | undefined;
  readonly coupon: Awaited<ReturnType<typeof lockedCoupon>>;
};

const openCheckout = async (
  tx: Tx,
  cart: store.CartKey,
  lines: Awaited<ReturnType<typeof linesToFreeze>>,
  { before, replace, coupon }: Opening,
) => {
  const currency = lines[0]?.view.total.currency;
  invariant(currency, 'a checkout has a line');
  const frozen = lines.flatMap(({ view, offered }) => freezeLine(view, offered));
  const quoted = await priceFrozen(tx, cart, frozen, { currency, coupon });
  if (replace) await endCheckout(tx, cart, replace, 'replaced');
  const checkoutId = newId<'checkout'>();
  const stored = pricedLines(frozen, quoted);
  await store.insertCheckout(tx, cart, {
    ...{ id: checkoutId, currency, payableMinor: quoted.priced.payableMinor, lines: stored },
    coupon: quoted.coupon,
    tax: quoted.tax.way === 'none' ? undefined : quoted.tax,
  });
  await reserveFor(tx, { practiceId: cart.practiceId, checkoutId }, stored, quoted.coupon);
  const key = { practiceId: cart.practiceId, checkoutId };
  const seats = seatLines(stored);
  const held = await holdSeats(tx, {
    ...key,
    lines: seats.map((line) => ({ lineId: line.id, offeringId: line.offeringId, offerId: line.offerId })),
    minutes: seats.length === 0 ? PRICE_MINUTES : HOLD_MINUTES,
  });
  invariant(held.ok, 'a seat seen free under lock can be held');
  if (before && mayBeCopied(before))
    await store.copyTyped(tx, key, { id: before.id, ...sameQuestions(before, frozen) });
  const opened = { entity: 'checkout', id: checkoutId, was: null, became: 'open', actor: 'buyer' } as const;
  await recordChange(tx, cart.practiceId, opened);
  return { checkoutId };
};

/** After an order, or after giving the chair back, the next person at this screen finds no names. */
const mayBeCopied = (before: Checkout) => before.state !== 'ordered' && before.endedBecause !== 'left';

const sameQuestions = (before: Checkout, lines: readonly FrozenLine[]) => ({
  attested: attestationsOf(lines).every((sentence) => before.attested.includes(sentence)),
  agreed: agreementVersionsOf(lines).every((version) => agreementVersionsOf(before.lines).includes(version)),
});
