import { z } from 'zod';
import { fromDecimal, isCurrency, type Money, money } from '../../src/kernel/money.ts';
import { newPayPalId } from './ids.ts';
import { feeOf } from './order-checks.ts';
import type { CaptureRecord, MovementRecord, RefundRecord } from './records.ts';
import { moneyOf, netOf, wire } from './views.ts';
import { stamp, type World } from './world.ts';

/** A row of the account's statement. Amounts are signed; the fee is what it does to the balance. */
export type StatementRow = {
  readonly id: string;
  readonly at: string;
  readonly code: string;
  readonly amount: Money;
  readonly fee: Money | undefined;
  readonly referenceId: string | undefined;
  readonly invoiceId: string | undefined;
  readonly customId: string | undefined;
  readonly status: 'S' | 'P' | 'V';
};

/** Money that is only kept aside and stays on the account. */
export const isHold = (code: string): boolean => /^T(1110|1111|15\d\d|21\d\d)$/.test(code);

/** Everything that moved on the account, oldest first. */
export const statement = (world: World): StatementRow[] =>
  [
    ...world.ledger.all('captures').filter(isSettled).map(rowOfCapture),
    ...world.ledger.all('refunds').filter(isMade).map(rowOfRefund),
    ...world.ledger.all('movements').map(rowOfMovement),
  ].sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at));

const isSettled = ({ status }: CaptureRecord) => status !== 'PENDING' && status !== 'DECLINED';
const isMade = ({ status }: RefundRecord) => status === 'COMPLETED' || status === 'PENDING';
const negative = ({ minor, currency }: Money): Money => money(-minor, currency);

const rowOfCapture = (capture: CaptureRecord): StatementRow => {
  const gross = moneyOf(capture.amount);
  const { id, createdAt, invoiceId, customId } = capture;
  const status = capture.status === 'REFUNDED' ? 'V' : 'S';
  return {
    ...{ id, at: createdAt, code: 'T0006', amount: gross, fee: negative(feeOf(gross)) },
    ...{ referenceId: undefined, invoiceId, customId, status },
  };
};

const rowOfRefund = (refund: RefundRecord): StatementRow => {
  const { id, createdAt, captureId, invoiceId, customId } = refund;
  const back = moneyOf(refund.amount).minor - netOf(refund).minor;
  return {
    ...{
      id,
      at: createdAt,
      code: refund.reversal ? 'T1106' : 'T1107',
      amount: negative(moneyOf(refund.amount)),
    },
    fee: back === 0 ? undefined : money(back, moneyOf(refund.amount).currency),
    ...{ referenceId: captureId, invoiceId, customId, status: refund.status === 'PENDING' ? 'P' : 'S' },
  };
};

const rowOfMovement = (movement: MovementRecord): StatementRow => {
  const { id, createdAt, code, referenceId, invoiceId, customId } = movement;
  const fee = movement.fee && moneyOf(movement.fee);
  return {
    ...{ id, at: createdAt, code, amount: moneyOf(movement.amount), fee },
    ...{ referenceId, invoiceId, customId, status: 'S' },
  };
};

const Amount = z.string().regex(/^-?\d{1,9}(\.\d{1,2})?$/);
const Movement = z.object({
  code: z.string().regex(/^T\d{4}$/),
  amount: Amount,
  fee: Amount.optional(),
  currency: z.string().refine(isCurrency).default('USD'),
  referenceId: z.string().max(30).optional(),
  invoiceId: z.string().max(127).optional(),
  customId: z.string().max(127).optional(),
  id: z.string().max(30).optional(),
});

/** A movement to play: a transfer to the bank, an exchange, a payment that came by another way. Amounts are signed. */
export type MovementOrder = z.input<typeof Movement>;

/** Writes a movement on the account; undefined where the order makes no sense. */
export const move = (world: World, order: unknown): MovementRecord | undefined => {
  const read = Movement.safeParse(order);
  if (!read.success || !isCurrency(read.data.currency)) return undefined;
  const { code, currency, referenceId, invoiceId, customId } = read.data;
  const amount = fromDecimal(read.data.amount, currency);
  const fee = read.data.fee === undefined ? undefined : fromDecimal(read.data.fee, currency);
  if (!amount) return undefined;
  const record: MovementRecord = {
    ...{ id: read.data.id ?? newPayPalId(), code, amount: wire(amount), fee: fee && wire(fee) },
    ...{ referenceId, invoiceId, customId, createdAt: stamp(world.now()) },
  };
  world.ledger.put('movements', record.id, record);
  return record;
};
