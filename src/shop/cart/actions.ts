import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Queryable, Tx } from '../../platform/db.ts';
import { hashSecret, newId, newSecret } from '../../platform/ids.ts';
import { type Offer, offersOf, standingOf } from '../offers/public.ts';
import { admit, type CartRefusal, type CartView, type Lying, totalOf, type Wish } from './cart.ts';
import type { LineView } from './line.ts';
import type { LineOffer } from './line-offer.ts';
import { priceOf } from './price.ts';
import { quoteCart } from './quote-actions.ts';
import { linesNow, offeredNow } from './stock-actions.ts';
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

/** Puts something into the cart, or changes its price where it lies there already. Makes the cart when there is none. */
export const addLine = (
  db: Db,
  of: CartOf,
  wish: Wish,
): Promise<Result<{ readonly secret: string }, CartRefusal>> =>
  db.begin(async (tx) => {
    const key = await lockedCart(tx, of);
    const lines = key ? await store.linesOfCart(tx, key) : [];
    const running = key && (await store.runningCheckout(tx, key));
    const now = await store.databaseNow(tx);
    const whole = withOffer(wish, lines);
    const offered = await offeredNow(tx, { practiceId: of.practiceId, now, running }, whole);
    const decision = admit(offered, whole, lines);
    if (!decision.ok) return decision;
    const offer = offered?.kind === 'seat' ? offered.offer : undefined;
    if (await isForTwo(tx, of.practiceId, offer, lines)) return refuse({ because: 'two-people' });
    const cart = await cartToFill(tx, of, key);
    const put = whole.kind === 'seat' ? { ...whole, offerId: offer?.id ?? null } : whole;
    await store.saveLine(tx, cart.key, { ...put, id: newId(), listedMinor: decision.value.listedMinor });
    await store.prolongCart(tx, cart.key, CART_DAYS);
    return accept({ secret: cart.secret });
  });

/** The browser's own cart, or a new one. */
const cartToFill = async (tx: Tx, { practiceId, secret }: CartOf, key: store.CartKey | undefined) => {
  if (key && secret !== undefined) return { key, secret };
  const opened = await openCart(tx, practiceId);
  return { key: { practiceId, cartId: opened.id }, secret: opened.secret };
};

/** Another price for a chair that lies here by an offer is still by that offer. */
const withOffer = (wish: Wish, lines: readonly Lying[]): Wish => {
  if (wish.kind !== 'seat' || wish.offerId) return wish;
  const there = lines.find((line) => line.kind === 'seat' && line.offeringId === wish.offeringId);
  return { ...wish, offerId: there?.kind === 'seat' ? (there.offerId ?? null) : null };
};

/** One checkout is for one person who comes: chairs kept for two people are paid one after the other. */
const isForTwo = async (
  tx: Tx,
  practiceId: PracticeId,
  offer: LineOffer | undefined,
  lines: readonly Lying[],
): Promise<boolean> => {
  if (!offer) return false;
  const ids = lines.flatMap((line) => (line.kind === 'seat' && line.offerId ? [line.offerId] : []));
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
  return line?.kind === 'seat'
    ? addLine(db, of, { kind: 'seat', offeringId: line.offeringId, tierId: wish.tierId })
    : undefined;
};

/** Takes a line out; says which, so that it can be put back. `undefined` when it is not in this cart. */
export const removeLine = (db: Db, of: CartOf, lineId: string) =>
  db.begin(async (tx) => {
    const cartId = await store.lockCart(tx, bySecret(of));
    return cartId ? store.deleteLine(tx, { practiceId: of.practiceId, cartId }, lineId) : undefined;
  });

/** What a wish is called; undefined for what was never there. */
export const nameOf = async (
  sql: Queryable,
  practiceId: PracticeId,
  wish: Wish,
): Promise<string | undefined> => {
  const now = await store.databaseNow(sql);
  const offered = await offeredNow(sql, { practiceId, now, running: undefined }, wish);
  if (!offered) return undefined;
  if (offered.kind === 'seat') return offered.offering.name;
  return offered.kind === 'workbook' ? offered.workbook.name : offered.pack.name;
};

/** The cart as it stands. An unknown or old cookie is an empty cart. */
export const viewCart = async (sql: Queryable, of: CartOf, currency: Currency): Promise<CartView> => {
  const now = await store.databaseNow(sql);
  const cartId = of.secret === undefined ? undefined : await store.findCart(sql, bySecret(of));
  if (!cartId) return { lines: [], total: totalOf([], currency), price: undefined, now, checkout: undefined };
  const key = { practiceId: of.practiceId, cartId };
  await store.prolongCart(sql, key, CART_DAYS);
  const running = await store.runningCheckout(sql, key);
  const look = { practiceId: of.practiceId, now, running };
  const lines = (await linesNow(sql, key, look)).map(({ view }) => view);
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

/** The lines of a locked cart as they stand. */
export const linesIn = async (tx: Tx, key: store.CartKey): Promise<LineView[]> =>
  (await linesToFreeze(tx, key)).map(({ view }) => view);

/**
 * For the checkout, in its transaction: locks the cart, so that two presses begin one checkout, and says what lies in it.
 * `undefined` for a browser without a cart.
 */
export const lockedCart = async (tx: Tx, of: CartOf) => {
  const cartId = of.secret === undefined ? undefined : await store.lockCart(tx, bySecret(of));
  return cartId === undefined ? undefined : { practiceId: of.practiceId, cartId };
};

/** The groups that lie in a locked cart, alone or in a package, for locking their seats before anything is looked at. */
export const offeringsIn = async (tx: Tx, key: store.CartKey): Promise<string[]> =>
  (await store.linesOfCart(tx, key)).flatMap((line) => line.contents.flatMap(offeringNamed));

const offeringNamed = (thing: string): string[] => (thing.startsWith('seat:') ? [thing.slice(5)] : []);

/** The lines of a locked cart with all that freezing them needs. */
export const linesToFreeze = async (tx: Tx, key: store.CartKey) => {
  const now = await store.databaseNow(tx);
  const running = await store.runningCheckout(tx, key);
  return linesNow(tx, key, { practiceId: key.practiceId, now, running });
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
