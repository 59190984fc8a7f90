import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Coupon } from './coupon.ts';

export const couponColumns = (sql: Queryable) => sql`
  c.id, c.code, c.title, c.state, c.amount_minor as "amountMinor", c.per_ten_thousand as "perTenThousand", c.currency,
  c.lowest_minor as "lowestMinor", c.uses_limit as "usesLimit", c.person_limit as "personLimit", c.kinds,
  array(select o.offering_id from shop.coupon_offerings o
    where o.practice_id = c.practice_id and o.coupon_id = c.id order by o.offering_id) as "offeringIds",
  c.from_at as "fromAt", c.until_at as "untilAt", c.reserved, c.used
`;

export const couponById = async (sql: Queryable, practiceId: PracticeId, id: string) => {
  const [row] = await sql<Coupon[]>`
    select ${couponColumns(sql)} from shop.coupons c where c.practice_id = ${practiceId} and c.id = ${id}
  `;
  return row;
};

export const couponByCode = async (sql: Queryable, practiceId: PracticeId, code: string) => {
  const [row] = await sql<Coupon[]>`
    select ${couponColumns(sql)} from shop.coupons c where c.practice_id = ${practiceId} and c.code = ${code}
  `;
  return row;
};
