import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Violation } from './store.ts';

/** Prices: what a checkout costs is what its lines cost. */
export const priceViolations = (sql: Queryable, practiceId: PracticeId) => sql<Violation[]>`
  select 'a checkout costs the sum of its lines' as rule, checkout.id::text as subject from shop.checkouts as checkout
  where checkout.practice_id = ${practiceId} and checkout.total_minor <> (select coalesce(sum(line.payable_minor), 0)
    from shop.checkout_lines as line where line.practice_id = ${practiceId} and line.checkout_id = checkout.id)
`;

/** Coupons: the counters tell what the uses tell, a reserved use belongs to chairs that are held, a consumed one to an order. */
export const couponViolations = (sql: Queryable, practiceId: PracticeId) => sql<Violation[]>`
  with counted as (
    select coupon.id, coupon.reserved, coupon.used, coupon.uses_limit,
      (select count(*) from shop.coupon_uses as use where use.practice_id = ${practiceId} and use.coupon_id = coupon.id
        and use.state = 'reserved') as now_reserved,
      (select count(*) from shop.coupon_uses as use where use.practice_id = ${practiceId} and use.coupon_id = coupon.id
        and use.state = 'consumed') as now_used
    from shop.coupons as coupon where coupon.practice_id = ${practiceId}
  )
  select 'a coupon counts its uses' as rule, id::text as subject from counted
  where (reserved, used) <> (now_reserved, now_used)
  union all
  select 'a coupon is used no more often than it may be', id::text from counted where now_reserved + now_used > uses_limit
  union all
  select 'an address uses a coupon no more often than it may', use.coupon_id::text from shop.coupon_uses as use
  join shop.coupons as coupon on coupon.practice_id = ${practiceId} and coupon.id = use.coupon_id
  where use.practice_id = ${practiceId} and use.state in ('reserved', 'consumed') and use.person_hash is not null
    and coupon.person_limit is not null
  group by use.coupon_id, use.person_hash having count(*) > max(use.turn)
  union all
  select 'a reserved use belongs to a checkout that runs', use.id::text from shop.coupon_uses as use
  join shop.checkouts as checkout on checkout.practice_id = ${practiceId} and checkout.id = use.checkout_id
  where use.practice_id = ${practiceId} and use.state = 'reserved' and ${isOver(sql, practiceId)}
  union all
  select 'a consumed use belongs to an order', use.id::text from shop.coupon_uses as use
  where use.practice_id = ${practiceId} and (use.state = 'consumed') <> exists (select 1 from shop.orders as placed
    where placed.practice_id = ${practiceId} and placed.checkout_id = use.checkout_id)
  union all
  select 'a coupon takes off what its use says', checkout.id::text from shop.checkouts as checkout
  left join shop.coupon_uses as use on use.practice_id = ${practiceId} and use.checkout_id = checkout.id
  where checkout.practice_id = ${practiceId} and (checkout.coupon_id is distinct from use.coupon_id
    or coalesce(use.saving_minor, 0) <> (select coalesce(sum(line.coupon_saving_minor), 0) from shop.checkout_lines as line
      where line.practice_id = ${practiceId} and line.checkout_id = checkout.id))
`;

/** Neither chairs that are held nor money in motion: whatever was reserved for it is somebody else's. */
const isOver = (sql: Queryable, practiceId: PracticeId) => sql`
  checkout.state in ('ordered', 'ended') and not exists (select 1 from shop.holds as hold
    where hold.practice_id = ${practiceId} and hold.checkout_id = checkout.id and hold.state in ('held', 'pinned'))
`;

/** The sponsors' fund: its balance is what came and went, the ledger says the same, and each use is a line's. */
export const fundViolations = (sql: Queryable, practiceId: PracticeId) => sql<Violation[]>`
  select 'the fund holds what came and went' as rule, fund.id::text as subject from shop.funds as fund
  where fund.practice_id = ${practiceId} and fund.balance_minor <> (select coalesce(sum(movement.amount_minor), 0)
    from shop.fund_movements as movement where movement.practice_id = ${practiceId} and movement.fund_id = fund.id)
  union all
  select 'the fund is in the ledger to the cent', fund.id::text from shop.funds as fund
  where fund.practice_id = ${practiceId} and fund.balance_minor <> (select coalesce(-sum(entry.amount_minor), 0)
    from shop.ledger as entry where entry.practice_id = ${practiceId} and entry.account = 'funds')
  union all
  select 'the fund reserves what its uses reserve', fund.id::text from shop.funds as fund
  where fund.practice_id = ${practiceId} and fund.reserved_minor <> (select coalesce(sum(use.amount_minor), 0)
    from shop.fund_uses as use where use.practice_id = ${practiceId} and use.fund_id = fund.id and use.state = 'reserved')
  union all
  select 'what the fund reserves belongs to a checkout that runs', use.id::text from shop.fund_uses as use
  join shop.checkouts as checkout on checkout.practice_id = ${practiceId} and checkout.id = use.checkout_id
  where use.practice_id = ${practiceId} and use.state = 'reserved' and ${isOver(sql, practiceId)}
  union all
  select 'what the fund paid belongs to an order', use.id::text from shop.fund_uses as use
  where use.practice_id = ${practiceId} and (use.state = 'consumed') <> exists (select 1 from shop.orders as placed
    where placed.practice_id = ${practiceId} and placed.checkout_id = use.checkout_id)
  union all
  select 'the fund pays what the line says', line.id::text from shop.checkout_lines as line
  left join shop.fund_uses as use on use.practice_id = ${practiceId} and use.line_id = line.id
  where line.practice_id = ${practiceId} and line.fund_minor <> coalesce(use.amount_minor, 0)
  union all
  select 'a movement of the fund is its use’s', use.id::text from shop.fund_uses as use
  where use.practice_id = ${practiceId} and (case when use.state = 'consumed' then use.returned_minor - use.amount_minor else 0 end)
    <> (select coalesce(sum(movement.amount_minor), 0) from shop.fund_movements as movement
      where movement.practice_id = ${practiceId} and movement.use_id = use.id)
`;
