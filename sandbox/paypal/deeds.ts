import { money } from '../../src/kernel/money.ts';
import type { Answer, Call } from './answer.ts';
import { settleCapture } from './captures.ts';
import { escalate, openDispute, resolveDispute, type Verdict } from './disputes.ts';
import { move } from './movements.ts';
import type { CaptureRecord } from './records.ts';
import { giveBack } from './refunds.ts';
import { moneyOf, refundedOf, wire } from './views.ts';
import type { World } from './world.ts';

/** What the buyer, the seller or PayPal itself does later to a capture. */
const DEEDS: Readonly<Record<string, (world: World, capture: CaptureRecord) => unknown>> = {
  complete: (world, { id }) => settleCapture(world, id, 'COMPLETED'),
  decline: (world, { id }) => settleCapture(world, id, 'DECLINED'),
  refund: (world, capture) => isStanding(capture) && giveAllBack(world, capture),
  'refund-half': (world, capture) => isStanding(capture) && giveHalfBack(world, capture),
  dispute: (world, capture) =>
    isStanding(capture) && openDispute(world, capture, 'MERCHANDISE_OR_SERVICE_NOT_RECEIVED'),
};

const isStanding = ({ status }: CaptureRecord) => status === 'COMPLETED' || status === 'PARTIALLY_REFUNDED';

const leftOf = (world: World, capture: CaptureRecord) => {
  const whole = moneyOf(capture.amount);
  return money(whole.minor - refundedOf(world, capture).minor, whole.currency);
};

const giveAllBack = (world: World, capture: CaptureRecord) =>
  give(world, capture, leftOf(world, capture).minor);

const giveHalfBack = (world: World, capture: CaptureRecord) =>
  give(world, capture, Math.ceil(leftOf(world, capture).minor / 2));

const give = (world: World, capture: CaptureRecord, minor: number) => {
  const amount = wire(money(minor, moneyOf(capture.amount).currency));
  return giveBack(world, capture, { amount, invoiceId: undefined, customId: undefined, note: undefined });
};

const VERDICTS: readonly string[] = ['buyer', 'seller', 'cancelled', 'payout'] satisfies Verdict[];

/** Does a deed asked for by a form, and goes back to the first page; what cannot be done is not done. */
export const doDeed = (world: World, call: Call): Answer => {
  const form = new URLSearchParams(call.body.toString('utf8'));
  const deed = form.get('deed') ?? '';
  const capture = world.ledger.get('captures', form.get('capture') ?? '');
  const dispute = world.ledger.get('disputes', form.get('dispute') ?? '');
  if (capture && Object.hasOwn(DEEDS, deed)) DEEDS[deed]?.(world, capture);
  if (dispute && dispute.status !== 'RESOLVED') {
    if (VERDICTS.includes(deed)) resolveDispute(world, dispute, deed as Verdict);
    if (deed === 'escalate') escalate(world, dispute);
  }
  if (deed === 'to-bank') move(world, { code: 'T0400', amount: '-25.00' });
  return { kind: 'redirect', to: '/' };
};
