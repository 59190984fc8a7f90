// PayPal as a model in memory: what the simulation pays at. It keeps the rules that matter for money
// (one capture an order, keys remembered, approval first) and can fail before or after its effect.
import { add, fromDecimal, isCurrency, type Money, money } from '../../src/kernel/money.ts';
import type {
  CaptureFact,
  CaptureStatus,
  Outcome,
  PayPal,
  PayPalOrder,
  RefundFact,
} from '../../src/shop/payments/paypal.ts';

export class Crash extends Error {}

/** What goes wrong with the next call, and whether PayPal has acted by then. */
export type Trouble = 'none' | 'lost-before' | 'lost-after' | 'crash-before' | 'crash-after';
export type Manner = 'pays' | 'declines' | 'review';

type ModelOrder = {
  id: string;
  amount: Money;
  customId: string;
  invoiceId: string;
  status: PayPalOrder['status'];
  manner: Manner;
  captures: { id: string; status: CaptureStatus; amount: Money }[];
};
type ModelRefund = { id: string; captureId: string; amount: Money };

const unknown = (why: 'timeout' | 'server' | 'unreadable'): Outcome<never> => ({
  kind: 'unknown', why, status: undefined, retryAfterSeconds: undefined, debugId: undefined,
}); // biome-ignore format: one row
const refused = (issue: string, status = 422): Outcome<never> => ({
  kind: 'refused',
  status,
  issue,
  debugId: 'model',
});
const ok = <Value>(value: Value): Outcome<Value> => ({ kind: 'ok', status: 200, value, debugId: 'model' });

/** A model PayPal. `trouble` is asked before every call that changes something. */
export const modelPayPal = (options: {
  readonly prefix: string;
  readonly trouble: () => Trouble;
  /** PayPal does not say whether a stored 4xx is told again under its key: both are tried. */
  readonly replaysRefusals: boolean;
  readonly hint?: (hint: { readonly orderId: string; readonly customId: string }) => void;
}) => {
  const orders = new Map<string, ModelOrder>();
  const refunds: ModelRefund[] = [];
  const answers = new Map<string, Outcome<PayPalOrder> | Outcome<RefundFact>>();
  let serial = 0;
  const nextId = (kind: string) => `${options.prefix}-${kind}${(++serial).toString().padStart(5, '0')}`;

  const capturesOf = (order: ModelOrder): CaptureFact[] =>
    order.captures.map((capture) => ({
      ...capture,
      fee:
        capture.status === 'PENDING'
          ? undefined
          : money(Math.round(capture.amount.minor * 0.03), capture.amount.currency),
      net: undefined,
      customId: order.customId,
      invoiceId: order.invoiceId,
      capturedAt: undefined,
      reason: undefined,
    }));
  const show = (order: ModelOrder): PayPalOrder => ({
    id: order.id,
    status: order.status,
    approveUrl: `https://paypal.example/checkoutnow?token=${order.id}`,
    payeeMerchantId: 'ROWAN',
    customId: order.customId,
    captures: capturesOf(order),
  });
  const told = (order: ModelOrder) => options.hint?.({ orderId: order.id, customId: order.customId });

  const mutate = async <Value extends PayPalOrder | RefundFact>(
    key: string,
    act: () => Outcome<Value>,
  ): Promise<Outcome<Value>> => {
    const trouble = options.trouble();
    await new Promise((resolve) => setImmediate(resolve));
    if (trouble === 'crash-before') throw new Crash();
    if (trouble === 'lost-before') return unknown('server');
    const before = answers.get(key) as Outcome<Value> | undefined;
    const answer = before ?? act();
    if (answer.kind === 'ok' || (answer.kind === 'refused' && options.replaysRefusals))
      answers.set(key, answer as Outcome<PayPalOrder>);
    await new Promise((resolve) => setImmediate(resolve));
    if (trouble === 'crash-after') throw new Crash();
    return trouble === 'lost-after' ? unknown(serial % 2 ? 'timeout' : 'unreadable') : answer;
  };

  const create = (body: string): Outcome<PayPalOrder> => {
    const unit = JSON.parse(body).purchase_units[0];
    const { currency_code: currency, value } = unit.amount;
    const amount = isCurrency(currency) ? fromDecimal(value, currency) : undefined;
    if (!amount) return refused('INVALID_CURRENCY_CODE');
    const order: ModelOrder = {
      id: nextId('O'), amount, customId: unit.custom_id, invoiceId: unit.invoice_id,
      status: 'PAYER_ACTION_REQUIRED', manner: 'pays', captures: [],
    }; // biome-ignore format: one row
    orders.set(order.id, order);
    return ok(show(order));
  };

  const take = (id: string): Outcome<PayPalOrder> => {
    const order = orders.get(id);
    if (!order) return refused('INVALID_RESOURCE_ID', 404);
    if (order.status === 'COMPLETED') return refused('ORDER_ALREADY_CAPTURED');
    if (order.status !== 'APPROVED') return refused('ORDER_NOT_APPROVED');
    if (order.manner === 'declines') {
      order.status = 'PAYER_ACTION_REQUIRED';
      return refused('INSTRUMENT_DECLINED');
    }
    order.status = 'COMPLETED';
    const status = order.manner === 'review' ? 'PENDING' : 'COMPLETED';
    order.captures.push({ id: nextId('C'), status, amount: order.amount });
    told(order);
    return ok(show(order));
  };

  const giveBack = (captureId: string, body: string): Outcome<RefundFact> => {
    const order = [...orders.values()].find((one) =>
      one.captures.some((capture) => capture.id === captureId),
    );
    const capture = order?.captures.find((one) => one.id === captureId);
    if (!capture) return refused('INVALID_RESOURCE_ID', 404);
    if (capture.status === 'REFUNDED') return refused('CAPTURE_FULLY_REFUNDED');
    const amount = fromDecimal(JSON.parse(body).amount.value, capture.amount.currency) ?? capture.amount;
    capture.status = amount.minor === capture.amount.minor ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
    const refund = { id: nextId('R'), captureId, amount };
    refunds.push(refund);
    return ok({ id: refund.id, status: 'COMPLETED', amount });
  };

  const paypal: PayPal = {
    createOrder: ({ key, body }) => mutate(`create:${key}`, () => create(body)),
    getOrder: async (id) => {
      const order = orders.get(id);
      return order ? ok(show(order)) : refused('INVALID_RESOURCE_ID', 404);
    },
    captureOrder: ({ id, key }) => mutate(`capture:${id}:${key}`, () => take(id)),
    getCapture: async () => unknown('server'),
    refundCapture: ({ captureId, key, body }) =>
      mutate(`refund:${captureId}:${key}`, () => giveBack(captureId, body)),
    getRefund: async (id) => {
      const refund = refunds.find((one) => one.id === id);
      return refund
        ? ok({ id, status: 'COMPLETED', amount: refund.amount })
        : refused('INVALID_RESOURCE_ID', 404);
    },
    judgeWebhook: async () => ({ kind: 'forged', why: 'the model sends none' }),
    reachable: () => true,
  };

  return {
    paypal,
    orders,
    refunds,
    /** The buyer's yes at PayPal's page. */
    approve: (id: string, manner: Manner) => {
      const order = orders.get(id);
      if (order?.status !== 'PAYER_ACTION_REQUIRED') return;
      order.status = 'APPROVED';
      order.manner = manner;
      told(order);
    },
    /** PayPal's review ends. */
    endReviews: (verdict: () => 'COMPLETED' | 'DECLINED') => {
      for (const order of orders.values())
        for (const capture of order.captures)
          if (capture.status === 'PENDING') {
            capture.status = verdict();
            told(order);
          }
    },
    /** Orders that nobody captured end at PayPal. */
    expire: () => {
      for (const order of orders.values()) if (order.captures.length === 0) orders.delete(order.id);
    },
    /** What PayPal holds for us, fees included: taken minus given back. */
    balance: () => {
      const taken = [...orders.values()]
        .flatMap((order) => order.captures)
        .filter((capture) => ['COMPLETED', 'REFUNDED', 'PARTIALLY_REFUNDED'].includes(capture.status))
        .reduce((sum, capture) => add(sum, capture.amount), money(0, 'USD'));
      return taken.minor - refunds.reduce((sum, refund) => sum + refund.amount.minor, 0);
    },
  };
};

export type ModelPayPal = ReturnType<typeof modelPayPal>;
