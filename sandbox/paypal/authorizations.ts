import { Temporal } from '../../src/kernel/time.ts';
import { type Answer, type Call, readJson, show } from './answer.ts';
import { takeMoney } from './captures.ts';
import { newPayPalId } from './ids.ts';
import { readAmount } from './order-checks.ts';
import { AuthorizationCaptureRequest, ReauthorizeRequest, readForm } from './order-forms.ts';
import { liveOrder, saveOrder } from './orders.ts';
import type { AuthorizationRecord, OrderRecord } from './records.ts';
import { notFound, refuse, refuseAll } from './refuse.ts';
import { moneyOf, viewAuthorization, wire } from './views.ts';
import { emit, hoursFromNow, isPast, stamp, type World } from './world.ts';

const VALID_HOURS = 29 * 24;
const HONOUR_HOURS = 3 * 24;
/** PayPal lets a shop take up to 115 % of what was authorised. */
const OVERAGE_PERCENT = 115;

export const authorizeOrder = (world: World, call: Call): Answer => {
  const order = liveOrder(world, call.params[0]);
  if (!order) return notFound('order_id');
  if (readJson(call) === undefined) return refuse('MALFORMED_REQUEST_JSON');
  if (order.intent === 'CAPTURE') return refuse('ACTION_DOES_NOT_MATCH_INTENT');
  if (order.status === 'COMPLETED') return refuse('ORDER_ALREADY_AUTHORIZED');
  if (order.status !== 'APPROVED') return refuse('ORDER_NOT_APPROVED');
  const authorizationIds = order.units.map((unit) => {
    const { invoice_id: invoiceId, custom_id: customId, amount } = unit;
    return reserve(world, order, { amount: wire(moneyOf(amount)), invoiceId, customId }).id;
  });
  saveOrder(world, { ...order, status: 'COMPLETED', authorizationIds });
  return show(201, 'orders', order.id);
};

type Reserving = Pick<AuthorizationRecord, 'amount' | 'invoiceId' | 'customId'> & {
  readonly parentId?: string;
};

const reserve = (world: World, order: Pick<OrderRecord, 'id'>, reserving: Reserving): AuthorizationRecord => {
  const at = stamp(world.now());
  const authorization: AuthorizationRecord = {
    ...reserving,
    id: newPayPalId(),
    orderId: order.id,
    parentId: reserving.parentId,
    status: 'CREATED',
    captureIds: [],
    createdAt: at,
    updatedAt: at,
    expiresAt: hoursFromNow(world, VALID_HOURS),
  };
  world.ledger.put('authorizations', authorization.id, authorization);
  tell(world, 'CREATED', authorization);
  return authorization;
};

const tell = (world: World, what: 'CREATED' | 'VOIDED', authorization: AuthorizationRecord) =>
  emit(world, {
    type: `PAYMENT.AUTHORIZATION.${what}`,
    resourceType: 'authorization',
    resource: viewAuthorization(world, authorization),
  });

const find = (world: World, call: Call) => world.ledger.get('authorizations', call.params[0] ?? '');

export const getAuthorization = (world: World, call: Call): Answer => {
  const found = find(world, call);
  return found ? show(200, 'authorizations', found.id) : notFound('authorization_id');
};

export const captureAuthorization = (world: World, call: Call): Answer => {
  const authorization = find(world, call);
  if (!authorization) return notFound('authorization_id');
  const read = readForm(AuthorizationCaptureRequest, readJson(call));
  if (!read.ok) return refuseAll(read.flaws);
  if (authorization.status === 'VOIDED') return refuse('AUTHORIZATION_VOIDED');
  if (authorization.status === 'CAPTURED') return refuse('AUTHORIZATION_ALREADY_CAPTURED');
  if (isPast(world, authorization.expiresAt)) return refuse('AUTHORIZATION_EXPIRED');
  const asked = readAmount(read.value.amount ?? authorization.amount, '/amount');
  if (!asked.money) return refuseAll(asked.flaws);
  const whole = moneyOf(authorization.amount);
  if (asked.money.currency !== whole.currency) return refuse('AUTH_CAPTURE_CURRENCY_MISMATCH');
  const taken = authorization.captureIds
    .flatMap((id) => world.ledger.get('captures', id) ?? [])
    .reduce((sum, { amount }) => sum + moneyOf(amount).minor, 0);
  if ((taken + asked.money.minor) * 100 > whole.minor * OVERAGE_PERCENT)
    return refuse('MAX_CAPTURE_AMOUNT_EXCEEDED');
  const final = read.value.final_capture ?? taken + asked.money.minor >= whole.minor;
  const capture = takeMoney(world, {
    orderId: authorization.orderId,
    authorizationId: authorization.id,
    unit: {
      amount: authorization.amount,
      invoice_id: read.value.invoice_id ?? authorization.invoiceId,
      custom_id: authorization.customId,
    },
    decision: 'pays',
    amount: wire(asked.money),
    final,
  });
  world.ledger.put('authorizations', authorization.id, {
    ...authorization,
    status: final ? 'CAPTURED' : 'PARTIALLY_CAPTURED',
    captureIds: [...authorization.captureIds, capture.id],
    updatedAt: stamp(world.now()),
  });
  return show(201, 'captures', capture.id);
};

export const voidAuthorization = (world: World, call: Call): Answer => {
  const authorization = find(world, call);
  if (!authorization) return notFound('authorization_id');
  if (authorization.status === 'VOIDED') return refuse('PREVIOUSLY_VOIDED');
  if (authorization.status !== 'CREATED') return refuse('PREVIOUSLY_CAPTURED');
  const voided: AuthorizationRecord = { ...authorization, status: 'VOIDED', updatedAt: stamp(world.now()) };
  world.ledger.put('authorizations', voided.id, voided);
  tell(world, 'VOIDED', voided);
  const whole = /\breturn=representation\b/.test(String(call.headers['prefer'] ?? ''));
  return whole ? show(200, 'authorizations', voided.id) : { kind: 'empty', status: 204 };
};

export const reauthorize = (world: World, call: Call): Answer => {
  const authorization = find(world, call);
  if (!authorization) return notFound('authorization_id');
  const read = readForm(ReauthorizeRequest, readJson(call));
  if (!read.ok) return refuseAll(read.flaws);
  if (authorization.status === 'VOIDED') return refuse('AUTHORIZATION_VOIDED');
  if (authorization.status === 'CAPTURED') return refuse('AUTHORIZATION_ALREADY_CAPTURED');
  if (authorization.parentId) return refuse('REAUTHORIZATION_NOT_SUPPORTED');
  const age = Temporal.Instant.from(authorization.createdAt).until(world.now()).total('hours');
  if (age < HONOUR_HOURS || age > VALID_HOURS) return refuse('REAUTHORIZATION_TOO_SOON');
  const asked = readAmount(read.value.amount ?? authorization.amount, '/amount');
  if (!asked.money) return refuseAll(asked.flaws);
  const whole = moneyOf(authorization.amount);
  if (asked.money.currency !== whole.currency) return refuse('AUTH_CURRENCY_MISMATCH');
  if (asked.money.minor * 100 > whole.minor * OVERAGE_PERCENT) return refuse('AUTHORIZATION_AMOUNT_EXCEEDED');
  const { invoiceId, customId } = authorization;
  const renewed = reserve(
    world,
    { id: authorization.orderId },
    {
      amount: wire(asked.money),
      invoiceId,
      customId,
      parentId: authorization.id,
    },
  );
  return show(201, 'authorizations', renewed.id);
};
