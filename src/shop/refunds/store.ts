import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { canRefundBecome, type RefundState } from './refund-states.ts';

export type RefundKey = { readonly practiceId: PracticeId; readonly refundId: string };

export type Refund = {
  readonly practiceId: PracticeId;
  readonly id: string;
  readonly requestKey: string;
  readonly captureId: string;
  readonly attemptId: string;
  readonly checkoutId: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly because: string;
  readonly note: string | null;
  readonly state: RefundState;
  readonly paypalRefundId: string | null;
  readonly tries: number;
  /** 0, and one more after each definitive no: a new key at PayPal. */
  readonly generation: number;
  /** The capture bought nothing: its money sits in suspense. */
  readonly surplus: boolean;
};

export const refundsToDo = (sql: Queryable, limit: number) => sql<RefundKey[]>`
  select practice_id as "practiceId", id as "refundId" from shop.refunds
  where next_try_at <= platform.now() order by next_try_at limit ${limit}
`;

const columns = (sql: Queryable) => sql`
  refund.practice_id as "practiceId", refund.id, refund.request_key as "requestKey",
  refund.capture_id as "captureId", capture.attempt_id as "attemptId", attempt.checkout_id as "checkoutId",
  refund.amount_minor as "amountMinor", refund.currency, refund.because,
  refund.note, refund.state, refund.paypal_refund_id as "paypalRefundId",
  refund.tries, refund.generation, capture.surplus_because is not null as surplus
`;

export const lockRefund = async (tx: Tx, { practiceId, refundId }: RefundKey) => {
  const [row] = await tx<Refund[]>`
    select ${columns(tx)} from shop.refunds as refund
    join shop.captures as capture on capture.practice_id = refund.practice_id and capture.id = refund.capture_id
    join shop.attempts as attempt on attempt.practice_id = refund.practice_id and attempt.id = capture.attempt_id
    where refund.practice_id = ${practiceId} and refund.id = ${refundId}
    for no key update of refund
  `;
  return row;
};

export const saveRefund = (
  tx: Tx,
  was: Refund,
  next: {
    readonly state: RefundState;
    readonly paypalRefundId?: string | null;
    readonly nextTrySeconds: number | null;
    readonly problem: string | null;
    readonly feeBackMinor?: number;
    readonly madeAt?: string | null;
  },
) => {
  invariant(
    was.state === next.state || canRefundBecome(was.state, next.state),
    `a ${was.state} refund does not become ${next.state}`,
  );
  return tx`
  update shop.refunds set state = ${next.state}, tries = tries + 1,
    paypal_refund_id = coalesce(${next.paypalRefundId ?? null}, paypal_refund_id), problem = ${next.problem},
    fee_back_minor = ${next.feeBackMinor ?? 0}, made_at = coalesce(${next.madeAt ?? null}, made_at),
    next_try_at = ${next.nextTrySeconds === null ? null : tx`platform.now() + make_interval(secs => ${next.nextTrySeconds})`},
    changed_at = platform.now()
  where practice_id = ${was.practiceId} and id = ${was.id}
`;
};

/** By what a refund would be found at PayPal: its order there, and the numbers of refunds that we know. */
export const tracesOf = async (sql: Queryable, { practiceId, attemptId, captureId }: Refund) => {
  const [row] = await sql<{ paypalOrderId: string | null; knownIds: string[] }[]>`
    select attempt.paypal_order_id as "paypalOrderId",
      array(select other.paypal_refund_id from shop.refunds as other where other.practice_id = ${practiceId}
        and other.capture_id = ${captureId} and other.paypal_refund_id is not null) as "knownIds"
    from shop.attempts as attempt where attempt.practice_id = ${practiceId} and attempt.id = ${attemptId}
  `;
  invariant(row, 'a refund belongs to an attempt');
  return row;
};

/** What of a capture has not gone back yet, counting finished refunds only. */
export const leftOfCapture = async (tx: Tx, practiceId: PracticeId, captureId: string) => {
  const [row] = await tx<{ left: number }[]>`
    select capture.amount_minor - coalesce((select sum(amount_minor) from shop.refunds
      where practice_id = ${practiceId} and capture_id = ${captureId} and state in ('completed', 'settled')), 0)::bigint as left
    from shop.captures as capture where practice_id = ${practiceId} and id = ${captureId}
  `;
  return row?.left ?? 0;
};

export const orderPaidBy = async (tx: Tx, practiceId: PracticeId, captureId: string) => {
  const [row] = await tx<{ orderId: string }[]>`
    select id as "orderId" from shop.orders where practice_id = ${practiceId} and capture_id = ${captureId}
  `;
  return row?.orderId;
};

/** Whether a refund of PayPal's is in our books, and whether one of our own still waits for its number. */
export const knownRefund = async (
  sql: Queryable,
  practiceId: PracticeId,
  paypalRefundId: string,
  captureId: string,
) => {
  const [row] = await sql<{ known: boolean; unnumbered: boolean }[]>`
    select coalesce(bool_or(paypal_refund_id = ${paypalRefundId}), false) as known,
      coalesce(bool_or(paypal_refund_id is null and state in ('wanted', 'asked')), false) as unnumbered
    from shop.refunds where practice_id = ${practiceId} and capture_id = ${captureId}
  `;
  return row ?? { known: false, unnumbered: false };
};

/** A refund made at PayPal by hand; never more than the capture still holds. */
export const insertOutsideRefund = (
  tx: Tx,
  practiceId: PracticeId,
  refund: {
    readonly id: string;
    readonly captureId: string;
    readonly paypalRefundId: string;
    readonly amountMinor: number;
    readonly currency: string;
    readonly because: 'outside' | 'reversed';
  },
) => tx<{ id: string }[]>`
  insert into shop.refunds (practice_id, id, request_key, capture_id, amount_minor, currency, because, state, paypal_refund_id)
  select ${practiceId}, ${refund.id}, ${`rf:${refund.paypalRefundId}`}, capture.id, ${refund.amountMinor}, ${refund.currency},
    ${refund.because}, 'pending', ${refund.paypalRefundId}
  from shop.captures as capture
  where capture.practice_id = ${practiceId} and capture.id = ${refund.captureId}
    and capture.amount_minor >= capture.given_minor + ${refund.amountMinor}
  on conflict do nothing
  returning id
`;

/** A refund that we knew of without its number, by amount, gets it; answers whether there was one. */
export const adoptNumber = async (
  tx: Tx,
  practiceId: PracticeId,
  told: { readonly captureId: string; readonly paypalRefundId: string; readonly amountMinor: number },
): Promise<boolean> => {
  const rows = await tx`
    update shop.refunds set paypal_refund_id = ${told.paypalRefundId}
    where practice_id = ${practiceId} and id = (select id from shop.refunds
      where practice_id = ${practiceId} and capture_id = ${told.captureId} and paypal_refund_id is null
        and state = 'completed' and amount_minor = ${told.amountMinor} order by id limit 1)
    returning id
  `;
  return rows.length > 0;
};

/** Chairs that were to open when this refund goes out, and are not free yet; by offering, so that locks form no ring. */
export const seatsToFree = async (tx: Tx, { practiceId, refundId }: RefundKey): Promise<string[]> => {
  const rows = await tx<{ seatId: string }[]>`
    select seat.id as "seatId" from shop.refund_seats as wished
    join shop.seats as seat on seat.practice_id = ${practiceId} and seat.id = wished.seat_id
    where wished.practice_id = ${practiceId} and wished.refund_id = ${refundId} and seat.state <> 'freed'
    order by seat.offering_id, seat.id
  `;
  return rows.map(({ seatId }) => seatId);
};

/** The lines of these seats that the sponsors' fund paid a part of. */
export const supportedLines = (tx: Tx, practiceId: PracticeId, seatIds: readonly string[]) => tx<
  { readonly lineId: string }[]
>`
  select support.line_id as "lineId" from shop.fund_uses as support
  join shop.seats as seat on seat.practice_id = ${practiceId} and seat.line_id = support.line_id
  where support.practice_id = ${practiceId} and support.state = 'consumed' and seat.id = any(${seatIds as string[]}::uuid[])
  order by support.line_id
`;
