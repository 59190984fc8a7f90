import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Lying, Wish } from './cart.ts';

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

type LineRow = {
  readonly id: string;
  readonly kind: Wish['kind'];
  readonly offeringId: string;
  readonly tierId: string;
  readonly workbookId: string;
  readonly packageId: string;
  readonly offerId: string | null;
  readonly listedMinor: number;
  readonly currency: Lying['currency'];
  readonly contents: readonly string[];
};

export const linesOfCart = async (sql: Queryable, { practiceId, cartId }: CartKey): Promise<Lying[]> => {
  const rows = await sql<LineRow[]>`
    select l.id, l.kind, l.offering_id as "offeringId", l.tier_id as "tierId", l.workbook_id as "workbookId",
      l.package_id as "packageId", l.offer_id as "offerId", l.listed_minor as "listedMinor",
      coalesce(o.currency, w.currency, p.currency) as currency,
      case when l.package_id is null then array[l.kind || ':' || coalesce(l.offering_id, l.workbook_id)]
        else array(select case when part.workbook_id is null then 'seat:' || part.offering_id else 'workbook:' || part.workbook_id end
          from shop.package_parts part where part.practice_id = l.practice_id and part.package_id = l.package_id)
        end as contents
    from shop.cart_lines l
    left join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
    left join shop.workbooks w on w.practice_id = l.practice_id and w.id = l.workbook_id
    left join shop.packages p on p.practice_id = l.practice_id and p.id = l.package_id
    where l.practice_id = ${practiceId} and l.cart_id = ${cartId}
    order by l.added_at, l.id
  `;
  return rows.map(lyingOf);
};

const lyingOf = ({ id, listedMinor, currency, contents, ...row }: LineRow): Lying => ({
  id,
  listedMinor,
  currency,
  contents,
  ...wishOf(row),
});

const wishOf = (
  row: Pick<LineRow, 'kind' | 'offeringId' | 'tierId' | 'workbookId' | 'packageId' | 'offerId'>,
): Wish => {
  const { offeringId, tierId, offerId } = row;
  if (row.kind === 'seat') return { kind: 'seat', offeringId, tierId, offerId };
  if (row.kind === 'workbook') return { kind: 'workbook', workbookId: row.workbookId };
  return { kind: 'package', packageId: row.packageId };
};

/** The same thing twice is one line: its price is replaced. */
export const saveLine = (
  tx: Tx,
  { practiceId, cartId }: CartKey,
  { id, listedMinor, ...wish }: Wish & { readonly id: string; readonly listedMinor: number },
) => tx`
  insert into shop.cart_lines (practice_id, id, cart_id, kind, offering_id, tier_id, offer_id, workbook_id, package_id, listed_minor)
  values (${practiceId}, ${id}, ${cartId}, ${wish.kind},
    ${wish.kind === 'seat' ? wish.offeringId : null}, ${wish.kind === 'seat' ? wish.tierId : null},
    ${wish.kind === 'seat' ? (wish.offerId ?? null) : null},
    ${wish.kind === 'workbook' ? wish.workbookId : null}, ${wish.kind === 'package' ? wish.packageId : null},
    ${listedMinor})
  on conflict on constraint ${tx(ONE_LINE[wish.kind])}
  do update set tier_id = excluded.tier_id, listed_minor = excluded.listed_minor, offer_id = excluded.offer_id
`;

const ONE_LINE = {
  seat: 'one_seat_a_cart_and_group',
  workbook: 'one_workbook_a_cart',
  package: 'one_package_a_cart',
} as const satisfies Record<Wish['kind'], string>;

export const deleteLine = async (tx: Tx, { practiceId, cartId }: CartKey, lineId: string) => {
  const [row] = await tx<LineRow[]>`
    delete from shop.cart_lines
    where practice_id = ${practiceId} and cart_id = ${cartId} and id = ${lineId}
    returning kind, offering_id as "offeringId", tier_id as "tierId", offer_id as "offerId", workbook_id as "workbookId", package_id as "packageId"
  `;
  return row && wishOf(row);
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

/** A line of a running checkout, on the terms that were frozen. */
export type Frozen = {
  readonly offeringId: string | null;
  readonly tierId: string | null;
  readonly workbookId: string | null;
  readonly packageId: string | null;
  readonly offerId: string | null;
  /** What the buyer pays each time, and what the sponsors' fund adds. */
  readonly unitMinor: number;
  readonly fundUnitMinor: number;
  /** What the buyer pays for all of it, before the package's saving. */
  readonly totalMinor: number;
  readonly packageSavingMinor: number;
  readonly meetings: readonly { readonly startsAt: string; readonly endsAt: string }[];
  /** A seat that is held, or a line that needs none. */
  readonly isKept: boolean;
};

export type Running = {
  readonly id: string;
  readonly holdsUntil: Instant;
  /** False once the 15 minutes are over, although nobody has swept the hold yet. */
  readonly isLive: boolean;
  readonly paypalFailed: boolean;
  readonly lines: readonly Frozen[];
};

/** The running checkout of this cart: what it holds, and on which terms. */
export const runningCheckout = async (sql: Queryable, { practiceId, cartId }: CartKey) => {
  const [row] = await sql<Running[]>`
    select c.id, c.holds_until as "holdsUntil", c.holds_until > platform.now() as "isLive",
      coalesce((select a.state = 'failed' from shop.attempts a
        where a.practice_id = c.practice_id and a.checkout_id = c.id order by a.number desc limit 1), false) as "paypalFailed",
      coalesce((select jsonb_agg(jsonb_build_object('offeringId', l.offering_id, 'tierId', l.tier_id,
          'workbookId', l.workbook_id, 'packageId', l.package_id, 'offerId', h.offer_id,
          'unitMinor', l.unit_minor - l.fund_minor / greatest(l.meetings, 1), 'fundUnitMinor', l.fund_minor / greatest(l.meetings, 1),
          'totalMinor', l.total_minor - l.fund_minor,
          'packageSavingMinor', l.package_saving_minor, 'meetings', l.meetings_at,
          'isKept', l.kind <> 'seat' or h.id is not null) order by l.id)
        from shop.checkout_lines l
        left join shop.holds h on h.practice_id = l.practice_id and h.line_id = l.id and h.state in ('held', 'pinned')
        where l.practice_id = c.practice_id and l.checkout_id = c.id), '[]') as lines
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
