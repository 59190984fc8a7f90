import { type Answer, type Call, readJson, show } from './answer.ts';
import { newPayPalId } from './ids.ts';
import type { Issue } from './issues.ts';
import type { UnitRequest } from './order-forms.ts';
import { liveOrder, saveOrder } from './orders.ts';
import type { CaptureRecord, Decision, OrderRecord, WireMoney } from './records.ts';
import { notFound, refuse } from './refuse.ts';
import { moneyOf, viewCapture, viewOrder, wire } from './views.ts';
import { emit, stamp, switches, type World } from './world.ts';

/** Takes the money of an approved order: once, whatever happens. */
export const captureOrder = (world: World, call: Call): Answer => {
  const order = liveOrder(world, call.params[0]);
  if (!order) return notFound('order_id');
  if (readJson(call) === undefined) return refuse('MALFORMED_REQUEST_JSON');
  if (order.intent === 'AUTHORIZE') return refuse('ACTION_DOES_NOT_MATCH_INTENT');
  if (order.status === 'COMPLETED') return refuse('ORDER_ALREADY_CAPTURED');
  if (order.declines >= switches(world).maxDeclines) return refuse('MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED');
  if (order.status !== 'APPROVED' || !order.decision)
    return refuse(order.declines > 0 ? 'PAYER_ACTION_REQUIRED' : 'ORDER_NOT_APPROVED');
  if (order.units.some(({ invoice_id }) => invoice_id && world.ledger.get('invoices', invoice_id)))
    return refuse('DUPLICATE_INVOICE_ID');
  if (order.decision === 'declined') return declineFunding(world, order);
  const decision = order.decision;
  const captures = order.units.map((unit) =>
    takeMoney(world, {
      orderId: order.id,
      unit,
      decision,
      amount: call.otherAmount ? { ...unit.amount, value: call.otherAmount } : unit.amount,
    }),
  );
  const done = saveOrder(world, { ...order, status: 'COMPLETED', captureIds: captures.map(({ id }) => id) });
  emit(world, {
    type: 'CHECKOUT.ORDER.COMPLETED',
    resourceType: 'checkout-order',
    resource: viewOrder(world, done),
  });
  return show(201, 'orders', order.id);
};

const declineFunding = (world: World, order: OrderRecord): Answer => {
  saveOrder(world, {
    ...order,
    status: 'PAYER_ACTION_REQUIRED',
    decision: undefined,
    declines: order.declines + 1,
  });
  return refuse('INSTRUMENT_DECLINED' satisfies Issue);
};

const OUTCOMES = {
  pays: { status: 'COMPLETED', reason: undefined },
  held: { status: 'PENDING', reason: 'PENDING_REVIEW' },
  'card-declined': { status: 'DECLINED', reason: undefined },
  declined: { status: 'DECLINED', reason: undefined },
} as const satisfies Record<Decision, Pick<CaptureRecord, 'status' | 'reason'>>;

type Taking = {
  readonly orderId: string;
  readonly unit: UnitRequest;
  readonly decision: Decision;
  readonly amount: WireMoney;
  readonly authorizationId?: string;
  readonly final?: boolean;
};

/** Writes one capture and the event about it. */
export const takeMoney = (world: World, taking: Taking): CaptureRecord => {
  const at = stamp(world.now());
  const capture: CaptureRecord = {
    id: newPayPalId(),
    orderId: taking.orderId,
    authorizationId: taking.authorizationId,
    ...OUTCOMES[taking.decision],
    amount: wire(moneyOf(taking.amount)),
    invoiceId: taking.unit.invoice_id,
    customId: taking.unit.custom_id,
    final: taking.final ?? true,
    refundIds: [],
    createdAt: at,
    updatedAt: at,
  };
  world.ledger.put('captures', capture.id, capture);
  if (capture.invoiceId && capture.status !== 'DECLINED')
    world.ledger.put('invoices', capture.invoiceId, { captureId: capture.id });
  tellOfCapture(world, capture);
  return capture;
};

export const tellOfCapture = (world: World, capture: CaptureRecord): void => {
  emit(world, {
    type: `PAYMENT.CAPTURE.${capture.status}`,
    resourceType: 'capture',
    resource: viewCapture(world, capture),
  });
};

export const getCapture = (world: World, call: Call): Answer => {
  const capture = world.ledger.get('captures', call.params[0] ?? '');
  return capture ? show(200, 'captures', capture.id) : notFound('capture_id');
};

/** Ends the review of a pending capture; undefined when there is none. */
export const settleCapture = (
  world: World,
  id: string,
  to: 'COMPLETED' | 'DECLINED',
): CaptureRecord | undefined => {
  const capture = world.ledger.get('captures', id);
  if (capture?.status !== 'PENDING') return undefined;
  const settled: CaptureRecord = { ...capture, status: to, reason: undefined, updatedAt: stamp(world.now()) };
  world.ledger.put('captures', id, settled);
  tellOfCapture(world, settled);
  return settled;
};
