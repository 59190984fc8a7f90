import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { RefundState } from './refund-states.ts';
import type { PaidMoney, WishedPart, WishReason } from './wish.ts';

export type MoneyOfOrder = PaidMoney & {
  readonly orderId: string;
  readonly captureId: string;
  readonly currency: Currency;
  readonly now: Instant;
};

/** Locks the capture that paid for an order: wishes for the same money come one after another. */
export const lockMoneyOfOrder = async (tx: Tx, practiceId: PracticeId, orderId: string) => {
  const [row] = await tx<(Omit<MoneyOfOrder, 'disputed'> & { readonly disputed: boolean })[]>`
    select placed.id as "orderId", capture.id as "captureId", capture.amount_minor as "amountMinor",
      capture.given_minor as "givenMinor", capture.status, capture.currency,
      coalesce(capture.captured_at, capture.recorded_at) as "takenAt", platform.now() as now,
      exists (select 1 from shop.disputes as dispute where dispute.practice_id = ${practiceId}
        and dispute.capture_id = capture.id and dispute.state <> 'resolved') as disputed
    from shop.orders as placed
    join shop.captures as capture on capture.practice_id = placed.practice_id and capture.id = placed.capture_id
    where placed.practice_id = ${practiceId} and placed.id = ${orderId}
    for no key update of capture
  `;
  return row;
};

export const orderExists = async (tx: Tx, practiceId: PracticeId, orderId: string): Promise<boolean> =>
  (await tx`select 1 from shop.orders where practice_id = ${practiceId} and id = ${orderId}`).length > 0;

export type StoredWish = { readonly id: string; readonly amountMinor: number; readonly state: RefundState };

export const wishUnder = async (sql: Queryable, practiceId: PracticeId, requestKey: string) => {
  const [row] = await sql<StoredWish[]>`
    select id, amount_minor as "amountMinor", state from shop.refunds
    where practice_id = ${practiceId} and request_key = ${requestKey}
  `;
  return row;
};

export type NewWish = {
  readonly id: string;
  readonly requestKey: string;
  readonly captureId: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly because: WishReason;
  readonly note: string | null;
  readonly by: string;
  readonly waitSeconds: number;
};

export const insertWish = (tx: Tx, practiceId: PracticeId, wish: NewWish) => tx`
  insert into shop.refunds (practice_id, id, request_key, capture_id, amount_minor, currency, because, state, note,
    wanted_by, next_try_at, cancellable_until)
  values (${practiceId}, ${wish.id}, ${wish.requestKey}, ${wish.captureId}, ${wish.amountMinor}, ${wish.currency},
    ${wish.because}, 'wanted', ${wish.note}, ${wish.by}, platform.now() + make_interval(secs => ${wish.waitSeconds}),
    ${wish.waitSeconds > 0 ? tx`platform.now() + make_interval(secs => ${wish.waitSeconds})` : null})
`;

/** The lines must be the order's own; answers how many were. */
export const insertWishLines = async (
  tx: Tx,
  practiceId: PracticeId,
  wish: { readonly refundId: string; readonly orderId: string; readonly lines: readonly WishedPart[] },
): Promise<number> => {
  const rows = await tx`
    insert into shop.refund_lines (practice_id, refund_id, line_id, amount_minor)
    select ${practiceId}, ${wish.refundId}, line.id, wished.minor
    from unnest(${wish.lines.map(({ lineId }) => lineId)}::uuid[], ${wish.lines.map((line) => line.amountMinor)}::bigint[])
      as wished (line_id, minor)
    join shop.orders as placed on placed.practice_id = ${practiceId} and placed.id = ${wish.orderId}
    join shop.checkout_lines as line on line.practice_id = ${practiceId} and line.id = wished.line_id
      and line.checkout_id = placed.checkout_id
    returning line_id
  `;
  return rows.length;
};

/** Seats of this order that will be freed with it; others are left out. */
export const insertWishSeats = (
  tx: Tx,
  practiceId: PracticeId,
  wish: { readonly refundId: string; readonly orderId: string; readonly seatIds: readonly string[] },
) => tx`
  insert into shop.refund_seats (practice_id, refund_id, seat_id)
  select ${practiceId}, ${wish.refundId}, seat.id from shop.seats as seat
  where seat.practice_id = ${practiceId} and seat.order_id = ${wish.orderId}
    and seat.id = any(${[...wish.seatIds]}::uuid[]) and seat.state <> 'freed'
`;
