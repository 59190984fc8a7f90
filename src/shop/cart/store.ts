import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { CartLine, Promised } from './cart.ts';

export type CartKey = { readonly practiceId: PracticeId; readonly cartId: string };
type BySecret = { readonly practiceId: PracticeId; readonly secretHash: Buffer };

export const countLines = async (sql: Queryable, { practiceId, secretHash }: BySecret) => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count
    from shop.carts c join shop.cart_lines l on l.practice_id = c.practice_id and l.cart_id = c.id
    where c.practice_id = ${practiceId} and c.secret_hash = ${secretHash} and c.expires_at > platform.now()
  `;
  return row?.count ?? 0;
};

export const findCart = async (sql: Queryable, { practiceId, secretHash }: BySecret) => {
  const [row] = await sql<{ id: string }[]>`
    select id from shop.carts
    where practice_id = ${practiceId} and secret_hash = ${secretHash} and expires_at > platform.now()
  `;
  return row?.id;
};

/** Two tabs that change one cart, or begin one checkout, go one after the other. */
export const lockCart = async (tx: Tx, { practiceId, secretHash }: BySecret) => {
  const [row] = await tx<{ id: string }[]>`
    select id from shop.carts
    where practice_id = ${practiceId} and secret_hash = ${secretHash} and expires_at > platform.now()
    for no key update
  `;
  return row?.id;
};

export const insertCart = (tx: Tx, { practiceId, cartId }: CartKey, secretHash: Buffer, days: number) => tx`
  insert into shop.carts (practice_id, id, secret_hash, expires_at)
  values (${practiceId}, ${cartId}, ${secretHash}, platform.now() + make_interval(days => ${days}))
`;

/** Prolongs a cart that is used, at most once a day: looking at a page should not write each time. */
export const prolongCart = (sql: Queryable, { practiceId, cartId }: CartKey, days: number) => sql`
  update shop.carts set expires_at = platform.now() + make_interval(days => ${days})
  where practice_id = ${practiceId} and id = ${cartId}
    and expires_at < platform.now() + make_interval(days => ${days - 1})
`;

export const linesOfCart = (sql: Queryable, { practiceId, cartId }: CartKey) => sql<CartLine[]>`
  select id, offering_id as "offeringId", tier_id as "tierId", listed_minor as "listedMinor", offer_id as "offerId"
  from shop.cart_lines
  where practice_id = ${practiceId} and cart_id = ${cartId}
  order by added_at, id
`;

/** A group twice is one line: its price is replaced. */
export const saveLine = (tx: Tx, { practiceId, cartId }: CartKey, line: CartLine) => tx`
  insert into shop.cart_lines (practice_id, id, cart_id, offering_id, tier_id, listed_minor, offer_id)
  values (${practiceId}, ${line.id}, ${cartId}, ${line.offeringId}, ${line.tierId}, ${line.listedMinor}, ${line.offerId})
  on conflict on constraint one_seat_a_cart_and_group
  do update set tier_id = excluded.tier_id, listed_minor = excluded.listed_minor, offer_id = excluded.offer_id
`;

export const deleteLine = async (tx: Tx, { practiceId, cartId }: CartKey, lineId: string) => {
  const [row] = await tx<CartLine[]>`
    delete from shop.cart_lines
    where practice_id = ${practiceId} and cart_id = ${cartId} and id = ${lineId}
    returning id, offering_id as "offeringId", tier_id as "tierId", listed_minor as "listedMinor", offer_id as "offerId"
  `;
  return row;
};

/** The buyer has seen today's price: it is the listed one from now on. */
export const relistLine = (
  tx: Tx,
  { practiceId, cartId }: CartKey,
  lineId: string,
  listedMinor: number,
) => tx`
  update shop.cart_lines set listed_minor = ${listedMinor}
  where practice_id = ${practiceId} and cart_id = ${cartId} and id = ${lineId}
`;

export type Running = {
  readonly id: string;
  readonly holdsUntil: Instant;
  /** False once the 15 minutes are over, although nobody has swept the hold yet. */
  readonly isLive: boolean;
  readonly paypalFailed: boolean;
  readonly held: readonly (Omit<Promised, 'meetings'> & {
    readonly offeringId: string;
    readonly offerId: string | null;
    readonly meetings: readonly { readonly startsAt: string; readonly endsAt: string }[];
  })[];
};

/** The running checkout of this cart: what it holds, and on which terms. */
export const runningCheckout = async (sql: Queryable, { practiceId, cartId }: CartKey) => {
  const [row] = await sql<Running[]>`
    select c.id, c.holds_until as "holdsUntil", c.holds_until > platform.now() as "isLive",
      coalesce((select a.state = 'failed' from shop.attempts a
        where a.practice_id = c.practice_id and a.checkout_id = c.id order by a.number desc limit 1), false) as "paypalFailed",
      coalesce((select jsonb_agg(jsonb_build_object('offeringId', l.offering_id, 'tierId', l.tier_id,
          'unitMinor', l.unit_minor - l.fund_minor / greatest(l.meetings, 1), 'fundUnitMinor', l.fund_minor / greatest(l.meetings, 1),
          'meetings', l.meetings_at, 'offerId', h.offer_id))
        from shop.checkout_lines l
        join shop.holds h on h.practice_id = l.practice_id and h.line_id = l.id and h.state in ('held', 'pinned')
        where l.practice_id = c.practice_id and l.checkout_id = c.id), '[]') as held
    from shop.checkouts c
    where c.practice_id = ${practiceId} and c.cart_id = ${cartId} and c.state in ('open', 'paying')
  `;
  return row;
};

/** Deletes carts that nobody came back to; their checkouts and orders stay. */
export const deleteOldCarts = (sql: Queryable) => sql<{ id: string }[]>`
  delete from shop.carts where (practice_id, id) in (
    select practice_id, id from shop.carts where expires_at < platform.now() limit 1000)
  returning id
`;

export const databaseNow = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('the database has a clock');
  return row.now;
};
