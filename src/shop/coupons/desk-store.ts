import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Coupon, CouponState } from './coupon.ts';
import type { CouponFilter } from './list.ts';
import { couponColumns } from './store.ts';
import type { CouponWish } from './wish.ts';

const literally = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

const matching = (sql: Queryable, practiceId: PracticeId, { typed, shown }: CouponFilter) => sql`
  c.practice_id = ${practiceId}
  ${shown === 'all' ? sql`` : sql`and c.state = ${shown === 'open' ? 'active' : shown}`}
  ${
    typed === ''
      ? sql``
      : sql`and (c.title ilike ${`%${literally(typed)}%`}
        or c.code like ${`%${literally(typed.toUpperCase().replace(/[^A-Z0-9]/g, '') || typed)}%`})`
  }
`;

const sorting = (sql: Queryable, { sortBy }: CouponFilter) => {
  if (sortBy === 'code') return sql`order by c.code`;
  if (sortBy === 'used') return sql`order by c.used desc, c.code`;
  if (sortBy === 'ends') return sql`order by c.until_at asc nulls last, c.code`;
  return sql`order by c.created_at desc, c.id`;
};

/** Coupons of one page in the asked order; `offset` from 0. */
export const couponsPage = (
  sql: Queryable,
  practiceId: PracticeId,
  filter: CouponFilter,
  window: { readonly limit: number; readonly offset: number },
) => sql<Coupon[]>`
  select ${couponColumns(sql)} from shop.coupons c
  where ${matching(sql, practiceId, filter)} ${sorting(sql, filter)}
  limit ${window.limit} offset ${window.offset}
`;

export const countCoupons = async (sql: Queryable, practiceId: PracticeId, filter: CouponFilter) => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from shop.coupons c where ${matching(sql, practiceId, filter)}
  `;
  return row?.count ?? 0;
};

export const lockCoupon = async (tx: Tx, practiceId: PracticeId, id: string) => {
  const [row] = await tx<Coupon[]>`
    select ${couponColumns(tx)} from shop.coupons c
    where c.practice_id = ${practiceId} and c.id = ${id} for no key update
  `;
  return row;
};

type Saving = CouponWish & { readonly id: string; readonly code: string };

/** No row when the code is another coupon's. */
export const insertCoupon = async (tx: Tx, practiceId: PracticeId, coupon: Saving, currency: string) => {
  const rows = await tx`
    insert into shop.coupons (practice_id, id, code, title, state, amount_minor, per_ten_thousand, currency, lowest_minor,
      uses_limit, person_limit, kinds, from_at, until_at)
    values (${practiceId}, ${coupon.id}, ${coupon.code}, ${coupon.title}, 'active', ${coupon.amountMinor},
      ${coupon.perTenThousand}, ${currency}, ${coupon.lowestMinor}, ${coupon.usesLimit}, ${coupon.personLimit},
      ${coupon.kinds as string[]}, ${coupon.fromAt}, ${coupon.untilAt})
    on conflict on constraint one_coupon_a_code do nothing
    returning id
  `;
  return rows.length > 0;
};

export const updateCoupon = (tx: Tx, practiceId: PracticeId, coupon: Saving, currency: string) => tx`
  update shop.coupons set code = ${coupon.code}, title = ${coupon.title}, amount_minor = ${coupon.amountMinor},
    per_ten_thousand = ${coupon.perTenThousand}, currency = ${currency}, lowest_minor = ${coupon.lowestMinor},
    uses_limit = ${coupon.usesLimit}, person_limit = ${coupon.personLimit}, kinds = ${coupon.kinds as string[]},
    from_at = ${coupon.fromAt}, until_at = ${coupon.untilAt}
  where practice_id = ${practiceId} and id = ${coupon.id}
`;

export const isCodeOfAnother = async (tx: Tx, practiceId: PracticeId, { id, code }: Saving) =>
  (await tx`select 1 from shop.coupons where practice_id = ${practiceId} and code = ${code} and id <> ${id}`)
    .length > 0;

/** Groups of this practice alone; ids of others are left out. */
export const saveGroups = async (tx: Tx, practiceId: PracticeId, { id, offeringIds }: Saving) => {
  await tx`delete from shop.coupon_offerings where practice_id = ${practiceId} and coupon_id = ${id}`;
  await tx`
    insert into shop.coupon_offerings (practice_id, coupon_id, offering_id)
    select practice_id, ${id}, id from shop.offerings
    where practice_id = ${practiceId} and id = any(${offeringIds as string[]}::uuid[])
  `;
};

export const setState = (tx: Tx, practiceId: PracticeId, id: string, state: CouponState) => tx`
  update shop.coupons set state = ${state} where practice_id = ${practiceId} and id = ${id}
`;

/** Groups to choose from. */
export const groupChoices = (sql: Queryable, practiceId: PracticeId) => sql<{ id: string; name: string }[]>`
  select l.offering_id as id, l.name from shop.listings l
  join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
  where l.practice_id = ${practiceId} and o.state <> 'archived' order by l.name, l.offering_id limit 200
`;

export type UseRow = {
  readonly id: string;
  readonly state: 'reserved' | 'consumed' | 'given-back';
  readonly at: Instant;
  readonly savingMinor: number;
  readonly orderId: string | null;
  readonly orderNumber: number | null;
};

/** The uses of a coupon, newest first: of whom is told by the order, and only there. */
export const usesOf = (
  sql: Queryable,
  practiceId: PracticeId,
  couponId: string,
  window: { readonly limit: number; readonly offset: number },
) => sql<UseRow[]>`
  select u.id, u.state, u.changed_at as at, u.saving_minor as "savingMinor", o.id as "orderId", o.number as "orderNumber"
  from shop.coupon_uses u
  left join shop.orders o on o.practice_id = u.practice_id and o.checkout_id = u.checkout_id
  where u.practice_id = ${practiceId} and u.coupon_id = ${couponId}
  order by u.changed_at desc, u.id
  limit ${window.limit} offset ${window.offset}
`;

/** How often it was used, tried, and what it has taken off in all. */
export const sumsOf = async (sql: Queryable, practiceId: PracticeId, couponId: string) => {
  const [row] = await sql<{ uses: number; savedMinor: number }[]>`
    select count(*)::integer as uses, coalesce(sum(saving_minor) filter (where state = 'consumed'), 0)::bigint as "savedMinor"
    from shop.coupon_uses where practice_id = ${practiceId} and coupon_id = ${couponId}
  `;
  return row ?? { uses: 0, savedMinor: 0 };
};

export type ChangeRow = {
  readonly at: Instant;
  readonly was: string | null;
  readonly became: string;
  readonly because: string | null;
};

export const changesOfCoupon = (sql: Queryable, practiceId: PracticeId, couponId: string) => sql<ChangeRow[]>`
  select at, was, became, because from shop.history
  where practice_id = ${practiceId} and entity_id = ${couponId} and entity = 'coupon' order by at desc, id limit 100
`;

export const databaseNow = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('the database has a clock');
  return row.now;
};
