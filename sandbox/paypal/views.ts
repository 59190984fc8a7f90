import { invariant } from '../../src/kernel/invariant.ts';
import { fromDecimal, isCurrency, type Money, money, sum, toDecimal } from '../../src/kernel/money.ts';
import type { Shown } from './answer.ts';
import { feeOf } from './order-checks.ts';
import type { AuthorizationRecord, CaptureRecord, OrderRecord, RefundRecord, WireMoney } from './records.ts';
import type { World } from './world.ts';

/** Amount of a record, which was checked when it came in. */
export const moneyOf = (wire: WireMoney): Money => {
  const { currency_code: currency, value } = wire;
  invariant(isCurrency(currency), 'a record has a known currency');
  const read = fromDecimal(value, currency);
  invariant(read !== undefined, 'a record has a readable amount');
  return read;
};

export const wire = (amount: Money): WireMoney => ({
  currency_code: amount.currency,
  value: toDecimal(amount),
});

const link = (world: World, rel: string, path: string, method = 'GET') => ({
  href: `${world.origin()}${path}`,
  rel,
  method,
});

/** A record as PayPal shows it. */
export const view = (world: World, shown: Shown, whole = true): unknown => {
  const record = world.ledger.get(shown.table, shown.id);
  invariant(record !== undefined, 'what is shown exists');
  switch (shown.table) {
    case 'orders':
      return viewOrder(world, record as OrderRecord, whole);
    case 'captures':
      return viewCapture(world, record as CaptureRecord);
    case 'refunds':
      return viewRefund(world, record as RefundRecord);
    case 'authorizations':
      return viewAuthorization(world, record as AuthorizationRecord);
  }
};

const PAYER = {
  name: { given_name: 'Robin', surname: 'Example' },
  email_address: 'buyer@example.com',
  payer_id: 'QYR5Z8XDVJNXQ',
  address: { country_code: 'US' },
};

export const PAYER_ID = PAYER.payer_id;

export const viewOrder = (world: World, order: OrderRecord, whole = true): unknown => {
  const paid = order.captureIds.length + order.authorizationIds.length > 0;
  const short = {
    id: order.id,
    status: order.status,
    ...(order.throughPayPal ? { payment_source: { paypal: viewSource(order) } } : {}),
    links: orderLinks(world, order),
  };
  if (!whole && !paid) return short;
  const units = order.units.map((_, index) => viewUnit(world, order, index, whole));
  if (!whole) return { ...short, purchase_units: units, payer: PAYER };
  return {
    ...short,
    intent: order.intent,
    purchase_units: units,
    ...(order.decision ? { payer: PAYER } : {}),
    create_time: order.createdAt,
    update_time: order.updatedAt,
  };
};

const viewSource = (order: OrderRecord) =>
  order.decision
    ? {
        email_address: PAYER.email_address,
        account_id: PAYER.payer_id,
        account_status: 'VERIFIED',
        name: PAYER.name,
        address: PAYER.address,
      }
    : {};

const viewUnit = (world: World, order: OrderRecord, index: number, whole: boolean): unknown => {
  const unit = order.units[index];
  const captureId = order.captureIds[index];
  const authorizationId = order.authorizationIds[index];
  const authorization = authorizationId ? world.ledger.get('authorizations', authorizationId) : undefined;
  const captureIds = captureId ? [captureId] : (authorization?.captureIds ?? []);
  const captures = captureIds.flatMap((id) => world.ledger.get('captures', id) ?? []);
  const refunds = captures.flatMap((capture) =>
    capture.refundIds.flatMap((id) => world.ledger.get('refunds', id) ?? []),
  );
  const payments = {
    ...(authorization ? { authorizations: [viewAuthorization(world, authorization)] } : {}),
    ...(captures.length > 0 ? { captures: captures.map((capture) => viewCapture(world, capture)) } : {}),
    ...(refunds.length > 0 ? { refunds: refunds.map((refund) => viewRefund(world, refund)) } : {}),
  };
  const made = Object.keys(payments).length > 0 ? { payments } : {};
  if (!whole) return { reference_id: unit?.reference_id ?? 'default', ...made };
  return {
    ...unit,
    reference_id: unit?.reference_id ?? 'default',
    payee: { email_address: world.account.email, merchant_id: world.account.merchantId, ...unit?.payee },
    ...made,
  };
};

const orderLinks = (world: World, order: OrderRecord) => {
  const path = `/v2/checkout/orders/${order.id}`;
  const buyer = `/checkoutnow?token=${order.id}`;
  const self = link(world, 'self', path);
  const act = order.intent === 'CAPTURE' ? 'capture' : 'authorize';
  if (order.status === 'PAYER_ACTION_REQUIRED') return [self, link(world, 'payer-action', buyer)];
  if (order.status === 'CREATED')
    return [
      self,
      link(world, 'approve', buyer),
      link(world, 'update', path, 'PATCH'),
      link(world, act, `${path}/${act}`, 'POST'),
    ];
  if (order.status === 'APPROVED')
    return [self, link(world, 'update', path, 'PATCH'), link(world, act, `${path}/${act}`, 'POST')];
  return [self];
};

export const viewCapture = (world: World, capture: CaptureRecord): unknown => {
  const gross = moneyOf(capture.amount);
  const settled = capture.status !== 'PENDING' && capture.status !== 'DECLINED';
  const fee = feeOf(gross);
  return {
    id: capture.id,
    status: capture.status,
    ...(capture.reason ? { status_details: { reason: capture.reason } } : {}),
    amount: capture.amount,
    final_capture: capture.final,
    disbursement_mode: 'INSTANT',
    seller_protection: { status: 'NOT_ELIGIBLE' },
    ...(settled
      ? {
          seller_receivable_breakdown: {
            gross_amount: capture.amount,
            paypal_fee: wire(fee),
            net_amount: wire(money(gross.minor - fee.minor, gross.currency)),
          },
        }
      : {}),
    ...(capture.status === 'DECLINED' ? { processor_response: { response_code: '0500' } } : {}),
    invoice_id: capture.invoiceId,
    custom_id: capture.customId,
    supplementary_data: {
      related_ids: { order_id: capture.orderId, authorization_id: capture.authorizationId },
    },
    create_time: capture.createdAt,
    update_time: capture.updatedAt,
    links: [
      link(world, 'self', `/v2/payments/captures/${capture.id}`),
      link(world, 'refund', `/v2/payments/captures/${capture.id}/refund`, 'POST'),
      capture.authorizationId
        ? link(world, 'up', `/v2/payments/authorizations/${capture.authorizationId}`)
        : link(world, 'up', `/v2/checkout/orders/${capture.orderId}`),
    ],
  };
};

export const viewRefund = (world: World, refund: RefundRecord): unknown => ({
  id: refund.id,
  status: refund.status,
  ...(refund.status === 'PENDING' ? { status_details: { reason: 'ECHECK' } } : {}),
  amount: refund.amount,
  invoice_id: refund.invoiceId,
  custom_id: refund.customId,
  note_to_payer: refund.note,
  seller_payable_breakdown: {
    gross_amount: refund.amount,
    paypal_fee: refund.feeBack ?? wire(money(0, moneyOf(refund.amount).currency)),
    net_amount: wire(netOf(refund)),
    total_refunded_amount: refund.totalRefunded,
  },
  create_time: refund.createdAt,
  update_time: refund.createdAt,
  links: [
    link(world, 'self', `/v2/payments/refunds/${refund.id}`),
    link(world, 'up', `/v2/payments/captures/${refund.captureId}`),
  ],
});

/** What a refund takes from the balance. */
export const netOf = ({ amount, feeBack }: RefundRecord): Money => {
  const gross = moneyOf(amount);
  return money(gross.minor - (feeBack ? moneyOf(feeBack).minor : 0), gross.currency);
};

export const viewAuthorization = (world: World, authorization: AuthorizationRecord): unknown => {
  const path = `/v2/payments/authorizations/${authorization.id}`;
  return {
    id: authorization.id,
    status: authorization.status,
    amount: authorization.amount,
    invoice_id: authorization.invoiceId,
    custom_id: authorization.customId,
    seller_protection: { status: 'NOT_ELIGIBLE' },
    supplementary_data: { related_ids: { order_id: authorization.orderId } },
    expiration_time: authorization.expiresAt,
    create_time: authorization.createdAt,
    update_time: authorization.updatedAt,
    links: [
      link(world, 'self', path),
      link(world, 'capture', `${path}/capture`, 'POST'),
      link(world, 'void', `${path}/void`, 'POST'),
      link(world, 'reauthorize', `${path}/reauthorize`, 'POST'),
      link(world, 'up', `/v2/checkout/orders/${authorization.orderId}`),
    ],
  };
};

/** What has been given back of a capture so far, failed refunds apart. */
export const refundedOf = (world: World, capture: CaptureRecord): Money => {
  const { currency } = moneyOf(capture.amount);
  const refunds = capture.refundIds.flatMap((id) => world.ledger.get('refunds', id) ?? []);
  const standing = refunds.filter(({ status }) => status === 'COMPLETED' || status === 'PENDING');
  return sum(
    standing.map(({ amount }) => moneyOf(amount)),
    currency,
  );
};
