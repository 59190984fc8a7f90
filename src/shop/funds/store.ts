import type { PracticeId } from '../../kernel/id.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Fund, FundFilter, Movement, Support } from './fund.ts';

export const fundOf = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<Fund[]>`
    select id, currency, balance_minor as "balanceMinor", reserved_minor as "reservedMinor"
    from shop.funds where practice_id = ${practiceId}
  `;
  return row;
};

/** What nobody was promised; with a cart also what its own running checkout has been promised. */
export const availableFor = async (sql: Queryable, practiceId: PracticeId, cartId: string | null) => {
  const [row] = await sql<{ availableMinor: number }[]>`
    select f.balance_minor - f.reserved_minor + coalesce((select sum(u.amount_minor) from shop.fund_uses u
        join shop.checkouts c on c.practice_id = u.practice_id and c.id = u.checkout_id
        where u.practice_id = ${practiceId} and u.state = 'reserved' and c.cart_id = ${cartId}
          and c.state in ('open', 'paying')), 0)::bigint as "availableMinor"
    from shop.funds f where f.practice_id = ${practiceId}
  `;
  return row?.availableMinor ?? 0;
};

export const openFund = (
  tx: Tx,
  practiceId: PracticeId,
  fund: { readonly id: string; readonly currency: string },
) => tx`
  insert into shop.funds (practice_id, id, currency) values (${practiceId}, ${fund.id}, ${fund.currency})
  on conflict (practice_id) do nothing
`;

export const lockFund = async (tx: Tx, practiceId: PracticeId) => {
  const [row] = await tx<Fund[]>`
    select id, currency, balance_minor as "balanceMinor", reserved_minor as "reservedMinor"
    from shop.funds where practice_id = ${practiceId} for no key update
  `;
  return row;
};

export type NewMovement = {
  readonly id: string;
  readonly kind: 'gift' | 'correction' | 'returned';
  readonly amountMinor: number;
  readonly onDate?: PlainDate;
  readonly note?: string;
  readonly useId?: string;
  readonly actor: string;
};

/** The movement under this id, once: a form that is sent twice gives no row the second time. */
export const insertMovement = (tx: Tx, practiceId: PracticeId, fundId: string, movement: NewMovement) => tx<
  { id: string }[]
>`
  insert into shop.fund_movements (practice_id, id, fund_id, kind, amount_minor, on_date, note, use_id, actor)
  values (${practiceId}, ${movement.id}, ${fundId}, ${movement.kind}, ${movement.amountMinor},
    ${movement.onDate ?? null}, ${movement.note ?? ''}, ${movement.useId ?? null}, ${movement.actor})
  on conflict (practice_id, id) do nothing
  returning id
`;

export const addToBalance = (tx: Tx, practiceId: PracticeId, fundId: string, amountMinor: number) => tx`
  update shop.funds set balance_minor = balance_minor + ${amountMinor}
  where practice_id = ${practiceId} and id = ${fundId}
`;

/** Counts what goes back of one line, never more than was paid for it. No row when it would be. */
export const countReturn = (tx: Tx, practiceId: PracticeId, useId: string, amountMinor: number) => tx<
  { orderId: string }[]
>`
  update shop.fund_uses as use set returned_minor = returned_minor + ${amountMinor}, changed_at = platform.now()
  from shop.orders as placed
  where use.practice_id = ${practiceId} and use.id = ${useId} and use.state = 'consumed'
    and use.returned_minor + ${amountMinor} <= use.amount_minor
    and placed.practice_id = ${practiceId} and placed.checkout_id = use.checkout_id
  returning placed.id as "orderId"
`;

const supports = (sql: Queryable, practiceId: PracticeId, which: ReturnType<Queryable>) => sql<Support[]>`
  select u.id, u.line_id as "lineId", o.id as "orderId", o.number as "orderNumber", l.name as "lineName", u.amount_minor as "amountMinor",
    u.returned_minor as "returnedMinor", coalesce(s.state = 'freed', false) as "isFreed"
  from shop.fund_uses u
  join shop.orders o on o.practice_id = u.practice_id and o.checkout_id = u.checkout_id
  join shop.checkout_lines l on l.practice_id = u.practice_id and l.id = u.line_id
  left join shop.seats s on s.practice_id = u.practice_id and s.line_id = u.line_id
    and s.ended_because is distinct from 'transferred'
  where u.practice_id = ${practiceId} and u.state = 'consumed' and ${which}
  order by u.id
`;

export const supportById = async (sql: Queryable, practiceId: PracticeId, id: string) =>
  (await supports(sql, practiceId, sql`u.id = ${id}`))[0];

export const supportOfLine = async (sql: Queryable, practiceId: PracticeId, lineId: string) =>
  (await supports(sql, practiceId, sql`u.line_id = ${lineId}`))[0];

const literally = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

const matching = (sql: Queryable, practiceId: PracticeId, { kind, typed }: FundFilter) => sql`
  m.practice_id = ${practiceId} ${kind ? sql`and m.kind = ${kind}` : sql``}
  ${
    typed === ''
      ? sql``
      : sql`and (m.note ilike ${`%${literally(typed)}%`} or o.number = ${/^\d{1,12}$/.test(typed) ? Number(typed) : null})`
  }
`;

const tables = (sql: Queryable) => sql`
  shop.fund_movements m
  left join shop.fund_uses u on u.practice_id = m.practice_id and u.id = m.use_id
  left join shop.orders o on o.practice_id = u.practice_id and o.checkout_id = u.checkout_id
`;

export const movements = (
  sql: Queryable,
  practiceId: PracticeId,
  filter: FundFilter,
  window: { readonly limit: number; readonly offset: number },
) => sql<Movement[]>`
  select m.id, m.kind, m.amount_minor as "amountMinor", m.on_date as "onDate", m.note, m.at, m.use_id as "useId",
    o.id as "orderId", o.number as "orderNumber"
  from ${tables(sql)}
  where ${matching(sql, practiceId, filter)}
  order by m.at ${filter.sortBy === 'oldest' ? sql`asc` : sql`desc`}, m.id
  limit ${window.limit} offset ${window.offset}
`;

export const countMovements = async (sql: Queryable, practiceId: PracticeId, filter: FundFilter) => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from ${tables(sql)} where ${matching(sql, practiceId, filter)}
  `;
  return row?.count ?? 0;
};

/** When the balance last changed. */
export const lastMovementAt = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<{ at: Instant | null }[]>`
    select max(at) as at from shop.fund_movements where practice_id = ${practiceId}
  `;
  return row?.at ?? undefined;
};

export const databaseNow = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('the database has a clock');
  return row.now;
};
