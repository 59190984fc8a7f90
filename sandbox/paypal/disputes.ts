import { fromDecimal, type Money, money } from '../../src/kernel/money.ts';
import { disputeView } from './dispute-answers.ts';
import { newPayPalId } from './ids.ts';
import type { CaptureRecord, DisputeRecord } from './records.ts';
import { giveBack } from './refunds.ts';
import { moneyOf, refundedOf, wire } from './views.ts';
import { emit, hoursFromNow, stamp, switches, type World } from './world.ts';

export const DISPUTE_REASONS = [
  'MERCHANDISE_OR_SERVICE_NOT_RECEIVED',
  'MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED',
  'UNAUTHORISED',
  'CREDIT_NOT_PROCESSED',
  'DUPLICATE_TRANSACTION',
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

/** How a dispute ends: PayPal decides, the buyer lets go, or PayPal pays the buyer itself. */
export type Verdict = 'buyer' | 'seller' | 'cancelled' | 'payout';

const OUTCOMES = {
  buyer: 'RESOLVED_BUYER_FAVOUR',
  seller: 'RESOLVED_SELLER_FAVOUR',
  cancelled: 'CANCELED_BY_BUYER',
  payout: 'RESOLVED_WITH_PAYOUT',
} as const satisfies Record<Verdict, string>;

const RESPONSE_HOURS = 20 * 24;
const CLAIM_HOURS = 10 * 24;

/** A buyer complains to PayPal about a capture, or a part of it; the money is held until it is decided. */
export const openDispute = (
  world: World,
  capture: CaptureRecord,
  reason: DisputeReason,
  amount: Money = leftOf(world, capture),
): DisputeRecord => {
  const number = world.ledger.all('disputes').length + 1;
  const at = stamp(world.now());
  const dispute: DisputeRecord = {
    id: `PP-R-NFL-${String(10_000_000 + number)}`,
    captureId: capture.id,
    reason,
    status: 'WAITING_FOR_SELLER_RESPONSE',
    stage: 'INQUIRY',
    amount: wire(amount),
    outcome: undefined,
    createdAt: at,
    updatedAt: at,
    dueAt: hoursFromNow(world, RESPONSE_HOURS),
  };
  world.ledger.put('disputes', dispute.id, dispute);
  hold(world, dispute, 'T1110', -1);
  return tell(world, 'CREATED', dispute);
};

const leftOf = (world: World, capture: CaptureRecord): Money => {
  const whole = moneyOf(capture.amount);
  return money(whole.minor - refundedOf(world, capture).minor, whole.currency);
};

const hold = (world: World, dispute: DisputeRecord, code: 'T1110' | 'T1111', sign: 1 | -1): void => {
  const { minor, currency } = moneyOf(dispute.amount);
  const id = newPayPalId();
  const at = stamp(world.now());
  world.ledger.put('movements', id, {
    ...{ id, code, amount: wire(money(sign * minor, currency)), fee: undefined },
    ...{ referenceId: dispute.captureId, invoiceId: undefined, customId: undefined, createdAt: at },
  });
};

/** Talking led nowhere: the buyer asks PayPal to decide. */
export const escalate = (world: World, dispute: DisputeRecord): DisputeRecord =>
  tell(world, 'UPDATED', {
    ...dispute,
    stage: 'CHARGEBACK',
    status: 'WAITING_FOR_SELLER_RESPONSE',
    dueAt: hoursFromNow(world, CLAIM_HOURS),
  });

/** The seller has answered; PayPal now looks. */
export const review = (world: World, dispute: DisputeRecord): DisputeRecord =>
  tell(world, 'UPDATED', { ...dispute, status: 'UNDER_REVIEW' });

/** The end. For the buyer means that the money goes back, and that the dispute may cost a fee. */
export const resolveDispute = (world: World, dispute: DisputeRecord, verdict: Verdict): DisputeRecord => {
  hold(world, dispute, 'T1111', 1);
  const movements = verdict === 'buyer' ? lose(world, dispute) : [];
  const resolved = { ...dispute, status: 'RESOLVED', outcome: OUTCOMES[verdict], movements } as const;
  return tell(world, 'RESOLVED', resolved);
};

type Movements = NonNullable<DisputeRecord['movements']>;

const lose = (world: World, dispute: DisputeRecord): Movements => {
  const capture = world.ledger.get('captures', dispute.captureId);
  if (!capture) return [];
  const left = leftOf(world, capture);
  const asked = moneyOf(dispute.amount);
  const taken = money(Math.min(left.minor, asked.minor), left.currency);
  const at = stamp(world.now());
  if (taken.minor > 0)
    giveBack(world, capture, {
      ...{ amount: wire(taken), invoiceId: undefined, customId: undefined, note: 'Reversal', reversal: true },
    });
  const fee = feeFor(world, dispute, taken);
  return [
    { type: 'DEBIT', reason: 'DISPUTE_SETTLEMENT', amount: wire(taken), at },
    ...(fee ? [{ type: 'DEBIT', reason: 'DISPUTE_FEE', amount: wire(fee), at } as const] : []),
  ];
};

const feeFor = (world: World, dispute: DisputeRecord, { currency }: Money): Money | undefined => {
  const fee = fromDecimal(switches(world).disputeFee, currency);
  if (!fee || fee.minor === 0) return undefined;
  const id = newPayPalId();
  world.ledger.put('movements', id, {
    ...{ id, code: 'T0114', amount: wire(money(-fee.minor, currency)), fee: undefined },
    ...{ referenceId: dispute.captureId, invoiceId: undefined, customId: undefined },
    createdAt: stamp(world.now()),
  });
  return fee;
};

const tell = (
  world: World,
  what: 'CREATED' | 'UPDATED' | 'RESOLVED',
  dispute: DisputeRecord,
): DisputeRecord => {
  const now: DisputeRecord = { ...dispute, updatedAt: stamp(world.now()) };
  world.ledger.put('disputes', now.id, now);
  const resource = disputeView(world, now);
  emit(world, { type: `CUSTOMER.DISPUTE.${what}`, resourceType: 'dispute', resource });
  return now;
};
