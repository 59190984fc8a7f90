import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Queryable } from '../../platform/db.ts';
import type { RefundState } from './refund-states.ts';

export type RefundToTell = {
  readonly state: RefundState;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly because: string;
  readonly note: string | null;
  readonly settledHow: string | null;
  readonly orderId: string;
  readonly orderNumber: number;
  readonly payerEmail: string;
};

/** A refund and the order it belongs to; undefined for money that bought nothing, whose buyer has a letter already. */
export const refundToTell = async (sql: Queryable, practiceId: PracticeId, refundId: string) => {
  const [row] = await sql<RefundToTell[]>`
    select refund.state, refund.amount_minor as "amountMinor", refund.currency, refund.because, refund.note,
      refund.settled_how as "settledHow", placed.id as "orderId", placed.number as "orderNumber",
      placed.payer_email as "payerEmail"
    from shop.refunds as refund
    join shop.orders as placed on placed.practice_id = ${practiceId} and placed.capture_id = refund.capture_id
    where refund.practice_id = ${practiceId} and refund.id = ${refundId}
  `;
  return row;
};
