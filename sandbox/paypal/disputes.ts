import { type Answer, type Call, json } from './answer.ts';
import { newDebugId } from './ids.ts';
import type { CaptureRecord, DisputeRecord } from './records.ts';
import { giveBack } from './refunds.ts';
import { moneyOf, refundedOf, wire } from './views.ts';
import { emit, hoursFromNow, stamp, type World } from './world.ts';

export type DisputeReason =
  | 'MERCHANDISE_OR_SERVICE_NOT_RECEIVED'
  | 'MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED'
  | 'UNAUTHORISED'
  | 'CREDIT_NOT_PROCESSED'
  | 'DUPLICATE_TRANSACTION';

const missing = (): Answer =>
  json(404, {
    name: 'RESOURCE_NOT_FOUND',
    message: 'Nothing has this id.',
    debug_id: newDebugId(),
    links: [],
  });

const RESPONSE_HOURS = 20 * 24;

/** A buyer complains to PayPal about a capture. */
export const openDispute = (world: World, capture: CaptureRecord, reason: DisputeReason): DisputeRecord => {
  const number = world.ledger.all('disputes').length + 1;
  const at = stamp(world.now());
  const dispute: DisputeRecord = {
    id: `PP-R-NFL-${String(10_000_000 + number)}`,
    captureId: capture.id,
    reason,
    status: 'WAITING_FOR_SELLER_RESPONSE',
    stage: 'INQUIRY',
    amount: capture.amount,
    outcome: undefined,
    createdAt: at,
    updatedAt: at,
    dueAt: hoursFromNow(world, RESPONSE_HOURS),
  };
  world.ledger.put('disputes', dispute.id, dispute);
  tell(world, 'CREATED', dispute);
  return dispute;
};

/** PayPal decides. For the buyer means that the money goes back. */
export const resolveDispute = (
  world: World,
  dispute: DisputeRecord,
  inFavourOf: 'buyer' | 'seller',
): DisputeRecord => {
  const resolved: DisputeRecord = {
    ...dispute,
    status: 'RESOLVED',
    outcome: inFavourOf === 'buyer' ? 'RESOLVED_BUYER_FAVOUR' : 'RESOLVED_SELLER_FAVOUR',
    updatedAt: stamp(world.now()),
  };
  world.ledger.put('disputes', resolved.id, resolved);
  const capture = world.ledger.get('captures', dispute.captureId);
  if (inFavourOf === 'buyer' && capture) takeBack(world, capture);
  tell(world, 'RESOLVED', resolved);
  return resolved;
};

const takeBack = (world: World, capture: CaptureRecord): void => {
  const whole = moneyOf(capture.amount);
  const left = { minor: whole.minor - refundedOf(world, capture).minor, currency: whole.currency };
  if (left.minor === 0) return;
  const giving = { amount: wire(left), invoiceId: undefined, customId: undefined, note: 'Reversal' };
  giveBack(world, capture, giving, 'PAYMENT.CAPTURE.REVERSED');
};

const tell = (world: World, what: 'CREATED' | 'UPDATED' | 'RESOLVED', dispute: DisputeRecord) =>
  emit(world, { type: `CUSTOMER.DISPUTE.${what}`, resourceType: 'dispute', resource: view(world, dispute) });

const brief = (world: World, dispute: DisputeRecord) => ({
  dispute_id: dispute.id,
  create_time: dispute.createdAt,
  update_time: dispute.updatedAt,
  status: dispute.status,
  reason: dispute.reason,
  dispute_amount: dispute.amount,
  dispute_life_cycle_stage: dispute.stage,
  links: [{ href: `${world.origin()}/v1/customer/disputes/${dispute.id}`, rel: 'self', method: 'GET' }],
});

const view = (world: World, dispute: DisputeRecord) => {
  const capture = world.ledger.get('captures', dispute.captureId);
  return {
    ...brief(world, dispute),
    disputed_transactions: [
      {
        seller_transaction_id: dispute.captureId,
        create_time: capture?.createdAt,
        gross_amount: dispute.amount,
        ...(capture?.invoiceId ? { invoice_number: capture.invoiceId } : {}),
        ...(capture?.customId ? { custom: capture.customId } : {}),
        seller: { email: world.account.email, merchant_id: world.account.merchantId },
      },
    ],
    ...(dispute.status === 'RESOLVED'
      ? { dispute_outcome: { outcome_code: dispute.outcome, amount_refunded: dispute.amount } }
      : { seller_response_due_date: dispute.dueAt }),
  };
};

export const listDisputes = (world: World, call: Call): Answer => {
  const capture = call.query.get('disputed_transaction_id');
  const found = world.ledger.all('disputes').filter(({ captureId }) => !capture || capture === captureId);
  const items = found.slice(-50).reverse();
  return json(200, {
    items: items.map((dispute) => brief(world, dispute)),
    links: [{ href: `${world.origin()}${call.path}`, rel: 'self', method: 'GET' }],
  });
};

const find = (world: World, call: Call) => world.ledger.get('disputes', call.params[0] ?? '');

export const getDispute = (world: World, call: Call): Answer => {
  const dispute = find(world, call);
  return dispute ? json(200, view(world, dispute)) : missing();
};

const link = (world: World, { id }: DisputeRecord) => ({
  links: [{ href: `${world.origin()}/v1/customer/disputes/${id}`, rel: 'self', method: 'GET' }],
});

/** The seller gives in: the buyer gets the money back. */
export const acceptClaim = (world: World, call: Call): Answer => {
  const dispute = find(world, call);
  if (!dispute) return missing();
  if (dispute.status !== 'RESOLVED') resolveDispute(world, dispute, 'buyer');
  return json(200, link(world, dispute));
};

/** The seller answers; PayPal now looks. */
export const provideEvidence = (world: World, call: Call): Answer => {
  const dispute = find(world, call);
  if (!dispute) return missing();
  const under: DisputeRecord = { ...dispute, status: 'UNDER_REVIEW', updatedAt: stamp(world.now()) };
  world.ledger.put('disputes', dispute.id, under);
  tell(world, 'UPDATED', under);
  return json(200, link(world, dispute));
};

/** In the sandbox one may play the judge, as PayPal's own sandbox lets one. */
export const adjudicate = (world: World, call: Call): Answer => {
  const dispute = find(world, call);
  if (!dispute) return missing();
  const forBuyer = /"BUYER_FAVOR"/.test(call.body.toString('utf8'));
  if (dispute.status !== 'RESOLVED') resolveDispute(world, dispute, forBuyer ? 'buyer' : 'seller');
  return json(200, link(world, dispute));
};
