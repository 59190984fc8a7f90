import { type Answer, type Call, readJson, show } from './answer.ts';
import { newPayPalId } from './ids.ts';
import { checkUnits, readAmount, unitPointer } from './order-checks.ts';
import { Amount, ConfirmRequest, OrderRequest, readForm } from './order-forms.ts';
import type { OrderRecord } from './records.ts';
import { notFound, refuse, refuseAll } from './refuse.ts';
import { moneyOf, viewOrder } from './views.ts';
import { emit, hoursFromNow, isPast, stamp, switches, type World } from './world.ts';

/** The order, unless it never was or has run out without a payment. */
export const liveOrder = (world: World, id: string | undefined): OrderRecord | undefined => {
  const order = id === undefined ? undefined : world.ledger.get('orders', id);
  if (!order) return undefined;
  return order.status !== 'COMPLETED' && isPast(world, order.expiresAt) ? undefined : order;
};

/** Saves a changed order with the time of the change. */
export const saveOrder = (world: World, order: OrderRecord): OrderRecord => {
  const saved = { ...order, updatedAt: stamp(world.now()) };
  world.ledger.put('orders', saved.id, saved);
  return saved;
};

export const createOrder = (world: World, call: Call): Answer => {
  const read = readForm(OrderRequest, readJson(call));
  if (!read.ok) return refuseAll(read.flaws);
  const request = read.value;
  if (request.payment_source && !call.headers['paypal-request-id'])
    return refuse('PAYPAL_REQUEST_ID_REQUIRED');
  const flaws = checkUnits(request.purchase_units);
  if (flaws.length > 0) return refuseAll(flaws);
  const experience = request.payment_source?.paypal?.experience_context ?? request.application_context;
  const throughPayPal = request.payment_source?.paypal !== undefined;
  const id = newPayPalId();
  const at = stamp(world.now());
  world.ledger.put('orders', id, {
    id,
    intent: request.intent,
    status: throughPayPal ? 'PAYER_ACTION_REQUIRED' : 'CREATED',
    units: request.purchase_units,
    throughPayPal,
    returnUrl: experience?.return_url,
    cancelUrl: experience?.cancel_url,
    decision: undefined,
    declines: 0,
    captureIds: [],
    authorizationIds: [],
    createdAt: at,
    updatedAt: at,
    expiresAt: hoursFromNow(world, switches(world).orderHours),
  });
  return show(throughPayPal ? 200 : 201, 'orders', id);
};

export const getOrder = (world: World, call: Call): Answer => {
  const order = liveOrder(world, call.params[0]);
  return order ? show(200, 'orders', order.id) : notFound('order_id');
};

type Patch = { readonly op?: unknown; readonly path?: unknown; readonly value?: unknown };

/** Only the amount of a unit can be patched here; nothing of ours patches anything. */
export const patchOrder = (world: World, call: Call): Answer => {
  const order = liveOrder(world, call.params[0]);
  if (!order) return notFound('order_id');
  const patches = readJson(call);
  if (patches === undefined) return refuse('MALFORMED_REQUEST_JSON');
  if (!Array.isArray(patches)) return refuse('INVALID_PARAMETER_SYNTAX', { field: '/', location: 'body' });
  if (order.status === 'COMPLETED') return refuse('ORDER_ALREADY_COMPLETED');
  let changed = order;
  for (const patch of patches as Patch[]) {
    const next = patchAmount(changed, patch);
    if ('kind' in next) return next;
    changed = next;
  }
  const raised = changed.units.some(
    (unit, index) => moneyOf(unit.amount).minor > moneyOf(order.units[index]?.amount ?? unit.amount).minor,
  );
  // More than the buyer agreed to needs the buyer again (PSD2).
  const again = raised && order.status === 'APPROVED';
  saveOrder(world, again ? { ...changed, status: 'PAYER_ACTION_REQUIRED', decision: undefined } : changed);
  return { kind: 'empty', status: 204 };
};

const patchAmount = (order: OrderRecord, patch: Patch): OrderRecord | Answer => {
  if (patch.op !== 'replace' && patch.op !== 'add')
    return refuse('INVALID_PATCH_OPERATION', { field: '/op' });
  const match = /^\/purchase_units\/@reference_id=='([^']+)'\/amount$/.exec(String(patch.path));
  if (!match) return refuse('FIELD_NOT_PATCHABLE', { field: String(patch.path) });
  const index = order.units.findIndex((unit) => (unit.reference_id ?? 'default') === match[1]);
  const unit = order.units[index];
  if (!unit) return refuse('REFERENCE_ID_NOT_FOUND', { field: String(patch.path) });
  const read = readForm(Amount, patch.value);
  if (!read.ok) return refuseAll(read.flaws);
  const checked = readAmount(read.value, `${unitPointer(unit)}/amount`);
  if (checked.flaws.length > 0) return refuseAll(checked.flaws);
  const units = order.units.map((old, at) => (at === index ? { ...old, amount: read.value } : old));
  const flaws = checkUnits(units);
  return flaws.length > 0 ? refuseAll(flaws) : { ...order, units };
};

/** Names the payment source after the fact: the order then waits for the buyer. */
export const confirmPaymentSource = (world: World, call: Call): Answer => {
  const order = liveOrder(world, call.params[0]);
  if (!order) return refuse('ORDER_CANNOT_BE_CONFIRMED');
  const read = readForm(ConfirmRequest, readJson(call));
  if (!read.ok) return refuseAll(read.flaws);
  if (order.status === 'COMPLETED') return refuse('ORDER_ALREADY_CAPTURED');
  const experience = read.value.payment_source.paypal?.experience_context ?? read.value.application_context;
  saveOrder(world, {
    ...order,
    throughPayPal: true,
    status: order.status === 'APPROVED' ? 'APPROVED' : 'PAYER_ACTION_REQUIRED',
    returnUrl: experience?.return_url ?? order.returnUrl,
    cancelUrl: experience?.cancel_url ?? order.cancelUrl,
  });
  return show(200, 'orders', order.id);
};

/** What the buyer chose on the local PayPal's page. */
export const approveOrder = (
  world: World,
  order: OrderRecord,
  decision: NonNullable<OrderRecord['decision']>,
): void => {
  const approved = saveOrder(world, { ...order, status: 'APPROVED', decision });
  emit(world, {
    type: 'CHECKOUT.ORDER.APPROVED',
    resourceType: 'checkout-order',
    resource: viewOrder(world, approved),
  });
};
