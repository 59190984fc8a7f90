import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import { accept, type Result } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Db, Queryable, Tx } from '../../platform/db.ts';
import { hashSecret, newId, newSecret } from '../../platform/ids.ts';
import { offeringForSale, seriesOnSale } from '../catalogue/public.ts';
import { admit, type CartRefusal, type CartView, type Offered, totalOf, viewLine } from './cart.ts';
import * as store from './store.ts';

export const CART_DAYS = 30;

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

export const offeredNow = async (
  sql: Queryable,
  key: { readonly practiceId: PracticeId; readonly offeringId: string },
  now: Instant,
  heldIds: readonly string[],
): Promise<Offered | undefined> => {
  const offering = await offeringForSale(sql, key.practiceId, key.offeringId);
  if (!offering) return undefined;
  return { offering, series: seriesOnSale(offering, now), heldByBuyer: heldIds.includes(key.offeringId) };
};

/** Puts a seat into the cart, or changes its price where it lies there already. Makes the cart when there is none. */
export const addLine = (
  db: Db,
  of: CartOf,
  wish: { readonly offeringId: string; readonly tierId: string },
): Promise<Result<{ readonly secret: string }, CartRefusal>> =>
  db.begin(async (tx) => {
    const cartId = of.secret === undefined ? undefined : await store.lockCart(tx, bySecret(of));
    const lines = cartId ? await store.linesOfCart(tx, { practiceId: of.practiceId, cartId }) : [];
    const held = cartId ? await store.liveCheckout(tx, { practiceId: of.practiceId, cartId }) : undefined;
    const now = await store.databaseNow(tx);
    const offered = await offeredNow(tx, { ...of, ...wish }, now, held?.offeringIds ?? []);
    const currency = await currencyOf(tx, of.practiceId, lines[0]?.offeringId);
    const decision = admit(offered, wish.tierId, lines, currency);
    if (!decision.ok) return decision;
    const cart = cartId && of.secret ? { id: cartId, secret: of.secret } : await openCart(tx, of.practiceId);
    const key = { practiceId: of.practiceId, cartId: cart.id };
    await store.saveLine(tx, key, { id: newId(), ...wish, listedMinor: decision.value.unitMinor });
    await store.prolongCart(tx, key, CART_DAYS);
    return accept({ secret: cart.secret });
  });

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

/** The cart at today's prices. An unknown or old cookie is an empty cart. */
export const viewCart = async (sql: Queryable, of: CartOf, currency: Currency): Promise<CartView> => {
  const now = await store.databaseNow(sql);
  const cartId = of.secret === undefined ? undefined : await store.findCart(sql, bySecret(of));
  if (!cartId) return { lines: [], total: totalOf([], currency), now, checkout: undefined };
  const key = { practiceId: of.practiceId, cartId };
  const [lines, live] = await Promise.all([
    store.linesOfCart(sql, key),
    store.liveCheckout(sql, key),
    store.prolongCart(sql, key, CART_DAYS),
  ]);
  const offered = await Promise.all(
    lines.map((line) => offeredNow(sql, { ...of, ...line }, now, live?.offeringIds ?? [])),
  );
  const views = lines.flatMap((line, index) => {
    const found = offered[index];
    return found ? [viewLine(line, found)] : [];
  });
  return {
    lines: views,
    total: totalOf(views, views[0]?.total.currency ?? currency),
    now,
    checkout:
      live && live.offeringIds.length > 0
        ? { heldUntil: live.holdsUntil, paypalFailed: live.paypalFailed }
        : undefined,
  };
};

/** Forgets carts that nobody came back to for their 30 days. */
export const forgetOldCarts = (db: Db) => store.deleteOldCarts(db.sql);
