import { type Money, money } from '../../src/kernel/money.ts';
import { Temporal } from '../../src/kernel/time.ts';
import { type Answer, type Call, readJson, show } from './answer.ts';
import { newPayPalId } from './ids.ts';
import { feeOf, readAmount } from './order-checks.ts';
import { RefundRequest, readForm } from './order-forms.ts';
import type { CaptureRecord, RefundRecord, WireMoney } from './records.ts';
import { notFound, refuse, refuseAll } from './refuse.ts';
import { moneyOf, refundedOf, viewRefund, wire } from './views.ts';
import { emit, stamp, switches, type World } from './world.ts';

const REFUND_DAYS = 180;

/** Gives money back: all that is left, or the amount asked for. */
export const refundCapture = (world: World, call: Call): Answer => {
  const capture = world.ledger.get('captures', call.params[0] ?? '');
  if (!capture) return notFound('capture_id');
  const body = readJson(call);
  if (body === undefined) return refuse('INVALID_PARAMETER_SYNTAX', { field: '/', location: 'body' });
  const read = readForm(RefundRequest, body);
  if (!read.ok) return refuseAll(read.flaws);
  const refusal = whyNotRefundable(world, capture) ?? whyNotAmount(world, capture, read.value.amount);
  if (refusal) return refusal;
  const left = leftOf(world, capture);
  const refund = giveBack(world, capture, {
    amount: wire(read.value.amount ? moneyOf(read.value.amount) : left),
    invoiceId: read.value.invoice_id,
    customId: read.value.custom_id,
    note: read.value.note_to_payer,
  });
  return show(201, 'refunds', refund.id);
};

const leftOf = (world: World, capture: CaptureRecord) => {
  const whole = moneyOf(capture.amount);
  return money(whole.minor - refundedOf(world, capture).minor, whole.currency);
};

const whyNotRefundable = (world: World, capture: CaptureRecord): Answer | undefined => {
  if (capture.status === 'PENDING') return refuse('PENDING_CAPTURE');
  if (capture.status === 'DECLINED') return refuse('REFUND_NOT_ALLOWED');
  if (leftOf(world, capture).minor === 0) return refuse('CAPTURE_FULLY_REFUNDED');
  const age = Temporal.Instant.from(capture.createdAt).until(world.now());
  return age.total('hours') > REFUND_DAYS * 24 ? refuse('REFUND_TIME_LIMIT_EXCEEDED') : undefined;
};

const whyNotAmount = (
  world: World,
  capture: CaptureRecord,
  asked: WireMoney | undefined,
): Answer | undefined => {
  if (!asked) return undefined;
  const { money: amount, flaws } = readAmount(asked, '/amount');
  if (!amount) return refuseAll(flaws);
  const left = leftOf(world, capture);
  if (amount.currency !== left.currency)
    return refuse('REFUND_CAPTURE_CURRENCY_MISMATCH', { field: '/amount/currency_code' });
  if (amount.minor > left.minor)
    return refuse('REFUND_AMOUNT_EXCEEDED', { field: '/amount/value', value: asked.value, location: 'body' });
  const disputed = world.ledger
    .all('disputes')
    .some((one) => one.captureId === capture.id && one.status !== 'RESOLVED');
  return disputed && amount.minor < moneyOf(capture.amount).minor
    ? refuse('TRANSACTION_DISPUTED')
    : undefined;
};

type Giving = Pick<RefundRecord, 'amount' | 'invoiceId' | 'customId' | 'note'> & {
  readonly reversal?: boolean;
};

/** Writes a refund, the capture's new state and the event about it; also what the seller does in PayPal's own dashboard. */
export const giveBack = (
  world: World,
  capture: CaptureRecord,
  giving: Giving,
  type = giving.reversal ? 'PAYMENT.CAPTURE.REVERSED' : 'PAYMENT.CAPTURE.REFUNDED',
): RefundRecord => {
  const before = refundedOf(world, capture);
  const total = money(before.minor + moneyOf(giving.amount).minor, before.currency);
  const at = stamp(world.now());
  const refund: RefundRecord = {
    ...giving,
    id: newPayPalId(),
    captureId: capture.id,
    orderId: capture.orderId,
    status: 'COMPLETED',
    customId: giving.customId ?? capture.customId,
    totalRefunded: wire(total),
    feeBack: wire(feeBackOf(world, capture, moneyOf(giving.amount))),
    createdAt: at,
  };
  world.ledger.put('refunds', refund.id, refund);
  world.ledger.put('captures', capture.id, {
    ...capture,
    status: total.minor === moneyOf(capture.amount).minor ? 'REFUNDED' : 'PARTIALLY_REFUNDED',
    refundIds: [...capture.refundIds, refund.id],
    updatedAt: at,
  });
  emit(world, {
    type,
    resourceType: 'refund',
    resource: viewRefund(world, refund),
  });
  return refund;
};

/** PayPal keeps its fee, save where its terms give a share of it back. */
const feeBackOf = (world: World, capture: CaptureRecord, amount: Money): Money => {
  const gross = moneyOf(capture.amount);
  const share = switches(world).refundFeeBack * (amount.minor / gross.minor);
  return money(Math.round(feeOf(gross).minor * share), gross.currency);
};

export const getRefund = (world: World, call: Call): Answer => {
  const refund = world.ledger.get('refunds', call.params[0] ?? '');
  return refund ? show(200, 'refunds', refund.id) : notFound('refund_id');
};
