import type { Queryable, Tx } from '../../platform/db.ts';
import type { RefundState } from './refund-states.ts';
import type { Refund, RefundKey } from './store.ts';

export const isCancellable = async (tx: Tx, { practiceId, refundId }: RefundKey): Promise<boolean> => {
  const rows = await tx`
    select 1 from shop.refunds where practice_id = ${practiceId} and id = ${refundId} and cancellable_until is not null
  `;
  return rows.length > 0;
};

export const attemptOfRefund = async (sql: Queryable, { practiceId, refundId }: RefundKey) => {
  const [row] = await sql<{ attemptId: string }[]>`
    select capture.attempt_id as "attemptId" from shop.refunds as refund
    join shop.captures as capture on capture.practice_id = ${practiceId} and capture.id = refund.capture_id
    where refund.practice_id = ${practiceId} and refund.id = ${refundId}
  `;
  return row?.attemptId;
};

/** Locks the capture and answers whether so much of it is still here. */
export const fitsInto = async (tx: Tx, { practiceId, captureId, amountMinor }: Refund): Promise<boolean> => {
  const [row] = await tx<{ left: number }[]>`
    select amount_minor - given_minor as left from shop.captures
    where practice_id = ${practiceId} and id = ${captureId} for no key update
  `;
  return (row?.left ?? 0) >= amountMinor;
};

/** `anew` begins a new generation: another key at PayPal, and the tries counted from the start. */
export const saveStep = (
  tx: Tx,
  { practiceId, id }: Refund,
  next: {
    readonly state: RefundState;
    readonly nextTrySeconds: number | null;
    readonly anew?: boolean;
    readonly settledHow?: string;
  },
) => tx`
  update shop.refunds set state = ${next.state}, problem = ${next.state === 'settled' ? tx`problem` : null},
    next_try_at = ${next.nextTrySeconds === null ? null : tx`platform.now() + make_interval(secs => ${next.nextTrySeconds})`},
    ${next.anew ? tx`generation = generation + 1, tries = 0, cancellable_until = null, paypal_refund_id = null,` : tx``}
    settled_how = ${next.settledHow ?? null}, changed_at = platform.now()
  where practice_id = ${practiceId} and id = ${id}
`;

/** Only what was not asked for here is decided afterwards, and only once. */
export const markChairsDecided = async (
  tx: Tx,
  { practiceId, refundId }: RefundKey,
  who: string,
): Promise<boolean> => {
  const rows = await tx`
    update shop.refunds set chairs_decided_at = platform.now(), chairs_decided_by = ${who}
    where practice_id = ${practiceId} and id = ${refundId} and chairs_decided_at is null
      and state = 'completed' and because in ('outside', 'reversed')
    returning id
  `;
  return rows.length > 0;
};

/** The chairs of the order that the money bought; by offering, so that locks form no ring. */
export const seatsOfRefund = async (tx: Tx, { practiceId, refundId }: RefundKey): Promise<string[]> => {
  const rows = await tx<{ seatId: string }[]>`
    select seat.id as "seatId" from shop.refunds as refund
    join shop.orders as placed on placed.practice_id = ${practiceId} and placed.capture_id = refund.capture_id
    join shop.seats as seat on seat.practice_id = ${practiceId} and seat.order_id = placed.id
    where refund.practice_id = ${practiceId} and refund.id = ${refundId} and seat.state <> 'freed'
    order by seat.offering_id, seat.id
  `;
  return rows.map(({ seatId }) => seatId);
};
