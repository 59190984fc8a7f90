import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import { type Instant, Temporal } from '../../kernel/time.ts';
import type { Db, Queryable, Tx } from '../../platform/db.ts';
import { hashSecret, newId, newSecret } from '../../platform/ids.ts';
import { offeringForSale, seriesByOffer, seriesOnSale } from '../catalogue/public.ts';
import { fundAvailable } from '../funds/public.ts';
import { type Offer, offersOf, standingOf } from '../offers/public.ts';
import {
  admit,
  type CartLine,
  type CartRefusal,
  type CartView,
  type LineView,
  type Offered,
  totalOf,
  viewLine,
} from './cart.ts';
import type { LineOffer } from './line-offer.ts';
import { priceOf, whereFundIsLow } from './price.ts';
import { quoteCart } from './quote-actions.ts';
import * as store from './store.ts';

export const CART_DAYS = 30;
/** How long a browser keeps its cart's secret. */
export const CART_SECONDS = CART_DAYS * 86_400;

/** A browser's cart: the practice whose shop it is, and the secret of its cookie. */
export type CartOf = { readonly practiceId: PracticeId; readonly secret: string | undefined };

const bySecret = ({ practiceId, secret }: CartOf) => ({ practiceId, secretHash: hashSecret(secret ?? '') });

/** How many lines lie in this browser's cart; 0 for an unknown or old cookie. */
export const cartCount = async (
  sql: Queryable,
  practiceId: PracticeId,
  secret: string | undefined,
): Promise<number> =>
  secret === undefined ? 0 : store.countLines(sql, { practiceId, secretHash: hashSecret(secret) });

const offeredNow = async (
  sql: Queryable,
  key: { readonly practiceId: PracticeId; readonly offeringId: string; readonly offerId: string | null },
  now: Instant,
  running: store.Running | undefined,
): Promise<Offered | undefined> => {
  const offering = await offeringForSale(sql, key.practiceId, key.offeringId);
  if (!offering) return undefined;
  const [stored] = await offersOf(sql, key.practiceId, key.offerId === null ? [] : [key.offerId]);
  const held = running?.held.find((line) => line.offeringId === key.offeringId);
  const promised = running?.isLive && held ? { ...held, meetings: held.meetings.map(toMeeting) } : undefined;
  const offer = stored && offerFor(stored, key.offeringId, running);
  const series = offer ? seriesByOffer(offering, now) : seriesOnSale(offering, now);
  return { offering, series, heldByBuyer: held !== undefined, promised, offer };
};

/** An offer that is over is none: the line is as everybody's. */
const offerFor = (
  offer: Offer,
  offeringId: string,
  running: store.Running | undefined,
): LineOffer | undefined => {
  const { id, person, tierId } = offer;
  if (offer.offeringId !== offeringId) return undefined;
  const isMine = running?.held.some((line) => line.offerId === id) ?? false;
  const standing = standingOf(offer);
  if (standing === 'open' || (standing === 'in-checkout' && isMine))
    return { id, person, tierId, standing: 'gives' };
  return standing === 'in-checkout' || (standing === 'ending' && isMine)
    ? { id, person, tierId, standing: 'elsewhere' }
    : undefined;
};

const toMeeting = (row: { readonly startsAt: string; readonly endsAt: string }) => ({
  startsAt: Temporal.Instant.from(row.startsAt),
  endsAt: Temporal.Instant.from(row.endsAt),
});

/** Puts a seat into the cart, or changes its price where it lies there already. Makes the cart when there is none. */
export const addLine = (
  db: Db,
  of: CartOf,
  wish: { readonly offeringId: string; readonly tierId: string; readonly offerId?: string },
): Promise<Result<{ readonly secret: string }, CartRefusal>> =>
  db.begin(async (tx) => {
    const { cartId, lines, running } = await cartBefore(tx, of);
    const now = await store.databaseNow(tx);
    const there = lines.find((line) => line.offeringId === wish.offeringId);
    const offerId = wish.offerId ?? there?.offerId ?? null;
    const offered = await offeredNow(tx, { ...of, ...wish, offerId }, now, running);
    const currency = await currencyOf(tx, of.practiceId, lines[0]?.offeringId);
    const decision = admit(offered, wish.tierId, lines, currency);
    if (!decision.ok) return decision;
    if (await isForTwo(tx, of.practiceId, offered?.offer, lines)) return refuse({ because: 'two-people' });
    const cart = cartId && of.secret ? { id: cartId, secret: of.secret } : await openCart(tx, of.practiceId);
    const key = { practiceId: of.practiceId, cartId: cart.id };
    await store.saveLine(tx, key, {
      ...{ id: newId(), offeringId: wish.offeringId, tierId: wish.tierId },
      ...{ listedMinor: decision.value.unitMinor, offerId: offered?.offer?.id ?? null },
    });
    await store.prolongCart(tx, key, CART_DAYS);
    return accept({ secret: cart.secret });
  });

/** The cart as it was before: nothing where there is none. */
const cartBefore = async (tx: Tx, of: CartOf) => {
  const cartId = of.secret === undefined ? undefined : await store.lockCart(tx, bySecret(of));
  if (cartId === undefined) return { cartId, lines: [], running: undefined };
  const key = { practiceId: of.practiceId, cartId };
  return {
    cartId,
    lines: await store.linesOfCart(tx, key),
    running: await store.runningCheckout(tx, key),
  };
};

/** One checkout is for one person who comes: chairs kept for two people are paid one after the other. */
const isForTwo = async (
  tx: Tx,
  practiceId: PracticeId,
  offer: LineOffer | undefined,
  lines: readonly CartLine[],
): Promise<boolean> => {
  if (!offer) return false;
  const ids = lines.flatMap(({ offerId }) => (offerId === null ? [] : [offerId]));
  return (await offersOf(tx, practiceId, ids)).some(
    (other) => isOpenStanding(other) && other.person.email !== offer.person.email,
  );
};

const isOpenStanding = (offer: Offer) => ['open', 'in-checkout'].includes(standingOf(offer));

const openCart = async (tx: Tx, practiceId: PracticeId) => {
  const cart = { id: newId<'cart'>(), secret: newSecret() };
  await store.insertCart(tx, { practiceId, cartId: cart.id }, hashSecret(cart.secret), CART_DAYS);
  return cart;
};

const currencyOf = async (tx: Tx, practiceId: PracticeId, offeringId: string | undefined) =>
  offeringId === undefined ? undefined : (await offeringForSale(tx, practiceId, offeringId))?.currency;

/** Another price for a line; `undefined` when the line is not in this cart. */
export const changeTier = async (
  db: Db,
  of: CartOf,
  wish: { readonly lineId: string; readonly tierId: string },
): Promise<Result<{ readonly secret: string }, CartRefusal> | undefined> => {
  const cartId = await store.findCart(db.sql, bySecret(of));
  if (!cartId) return undefined;
  const lines = await store.linesOfCart(db.sql, { practiceId: of.practiceId, cartId });
  const line = lines.find((each) => each.id === wish.lineId);
  return line && addLine(db, of, { offeringId: line.offeringId, tierId: wish.tierId });
};

/** Takes a line out; says which, so that it can be put back. `undefined` when it is not in this cart. */
export const removeLine = (db: Db, of: CartOf, lineId: string) =>
  db.begin(async (tx) => {
    const cartId = await store.lockCart(tx, bySecret(of));
    return cartId ? store.deleteLine(tx, { practiceId: of.practiceId, cartId }, lineId) : undefined;
  });

/** The cart as it stands. An unknown or old cookie is an empty cart. */
export const viewCart = async (sql: Queryable, of: CartOf, currency: Currency): Promise<CartView> => {
  const now = await store.databaseNow(sql);
  const cartId = of.secret === undefined ? undefined : await store.findCart(sql, bySecret(of));
  if (!cartId) return { lines: [], total: totalOf([], currency), price: undefined, now, checkout: undefined };
  const key = { practiceId: of.practiceId, cartId };
  await store.prolongCart(sql, key, CART_DAYS);
  const running = await store.runningCheckout(sql, key);
  const lines = (await linesNow(sql, key, now, running)).map(({ view }) => view);
  const paidIn = lines[0]?.total.currency ?? currency;
  const price = priceOf(await quoteCart(sql, key, lines, paidIn), paidIn);
  return {
    lines,
    total: price.payable,
    price,
    now,
    checkout: running?.isLive
      ? { heldUntil: running.holdsUntil, paypalFailed: running.paypalFailed }
      : undefined,
  };
};

const linesNow = async (
  sql: Queryable,
  key: store.CartKey,
  now: Instant,
  running: store.Running | undefined,
) => {
  const lines = await store.linesOfCart(sql, key);
  const offered = await Promise.all(lines.map((line) => offeredNow(sql, { ...key, ...line }, now, running)));
  const seen = lines.flatMap((line, index) => {
    const found = offered[index];
    return found ? [{ view: viewLine(line, found), offering: found.offering }] : [];
  });
  const views = seen.map(({ view }) => view);
  if (views.every(({ fundUnit }) => fundUnit.minor === 0)) return seen;
  const supported = whereFundIsLow(views, await fundAvailable(sql, key.practiceId, key.cartId));
  return seen.map((each, index) => ({ ...each, view: supported[index] ?? each.view }));
};

/** The lines of a locked cart as they stand. */
export const linesIn = async (tx: Tx, key: store.CartKey): Promise<LineView[]> => {
  const now = await store.databaseNow(tx);
  return (await linesNow(tx, key, now, await store.runningCheckout(tx, key))).map(({ view }) => view);
};

/**
 * For the checkout, in its transaction: locks the cart, so that two presses begin one checkout, and says what lies in it.
 * `undefined` for a browser without a cart.
 */
export const lockedCart = async (tx: Tx, of: CartOf) => {
  const cartId = of.secret === undefined ? undefined : await store.lockCart(tx, bySecret(of));
  return cartId === undefined ? undefined : { practiceId: of.practiceId, cartId };
};

/** The groups that lie in a locked cart, for locking their seats before anything is looked at. */
export const offeringsIn = async (tx: Tx, key: store.CartKey): Promise<string[]> =>
  (await store.linesOfCart(tx, key)).map((line) => line.offeringId);

/** The lines of a locked cart with all that freezing them needs. */
export const linesToFreeze = async (tx: Tx, key: store.CartKey) => {
  const now = await store.databaseNow(tx);
  return linesNow(tx, key, now, await store.runningCheckout(tx, key));
};

/** Whether the code in a locked cart takes nothing off these lines any more. */
export const codeHasProblem = async (
  tx: Tx,
  key: store.CartKey,
  lines: readonly LineView[],
): Promise<boolean> => {
  const currency = lines[0]?.total.currency;
  return currency !== undefined && (await quoteCart(tx, key, lines, currency)).coupon?.refusal !== undefined;
};

/** The buyer is being shown today's prices: they are the listed ones from now on. */
export const relist = async (tx: Tx, key: store.CartKey, lines: readonly LineView[]): Promise<void> => {
  for (const line of lines) await store.relistLine(tx, key, line.id, line.unit.minor);
};

/** The cart of this browser, for looking up its checkout. */
export const cartIdOf = async (sql: Queryable, of: CartOf): Promise<string | undefined> =>
  of.secret === undefined ? undefined : store.findCart(sql, bySecret(of));

/** Forgets carts that nobody came back to for their 30 days. */
export const forgetOldCarts = (db: Db) => store.deleteOldCarts(db.sql);
