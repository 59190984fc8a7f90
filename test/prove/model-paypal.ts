// PayPal as a model in memory: what the simulation pays at. It keeps the rules that matter for money
// (one capture an order, keys remembered, approval first) and can fail before or after its effect.
import { fromDecimal, isCurrency, type Money, money } from '../../src/kernel/money.ts';
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

type ModelOptions = {
  readonly prefix: string;
  /** Asked before every call that changes something. */
  readonly trouble: () => Trouble;
  /** PayPal does not say whether a stored 4xx is told again under its key: both are tried. */
  readonly replaysRefusals: boolean;
  readonly hint?: (hint: { readonly orderId: string; readonly customId: string }) => void;
};

const soon = () => new Promise((resolve) => setImmediate(resolve));
const TAKEN: readonly CaptureStatus[] = ['COMPLETED', 'REFUNDED', 'PARTIALLY_REFUNDED'];

export class ModelPayPal {
  readonly orders = new Map<string, ModelOrder>();
  readonly refunds: ModelRefund[] = [];
  readonly paypal: PayPal;
  readonly #options: ModelOptions;
  readonly #answers = new Map<string, Outcome<PayPalOrder> | Outcome<RefundFact>>();
  #serial = 0;

  constructor(options: ModelOptions) {
    this.#options = options;
    this.paypal = {
      createOrder: ({ key, body }) => this.#change(`create:${key}`, () => this.#create(body)),
      getOrder: async (id) => this.#found(id, (order) => ok(show(order))),
      captureOrder: ({ id, key }) => this.#change(`capture:${id}:${key}`, () => this.#take(id)),
      getCapture: async (id) => {
        const order = [...this.orders.values()].find(({ captures }) => captures.some((one) => one.id === id));
        const capture = order?.captures.find((one) => one.id === id);
        return order && capture ? ok(factOf(order, capture)) : refused('INVALID_RESOURCE_ID', 404);
      },
      refundCapture: ({ captureId, key, body }) =>
        this.#change(`refund:${captureId}:${key}`, () => this.#giveBack(captureId, body)),
      getRefund: async (id) => {
        const refund = this.refunds.find((one) => one.id === id);
        return refund
          ? ok({ id, status: 'COMPLETED', amount: refund.amount })
          : refused('INVALID_RESOURCE_ID', 404);
      },
      judgeWebhook: async () => ({ kind: 'forged', why: 'the model sends none' }),
      reachable: () => true,
    };
  }

  /** The buyer's yes at PayPal's page. */
  approve(id: string, manner: Manner): void {
    const order = this.orders.get(id);
    if (order?.status !== 'PAYER_ACTION_REQUIRED') return;
    order.status = 'APPROVED';
    order.manner = manner;
    this.#tell(order);
  }

  /** PayPal's review ends. */
  endReviews(verdict: () => 'COMPLETED' | 'DECLINED'): void {
    for (const order of this.orders.values())
      for (const capture of order.captures)
        if (capture.status === 'PENDING') {
          capture.status = verdict();
          this.#tell(order);
        }
  }

  /** Orders that nobody captured end at PayPal. */
  expire(): void {
    for (const order of this.orders.values()) if (order.captures.length === 0) this.orders.delete(order.id);
  }

  /** What PayPal holds for us, fees included: taken minus given back. */
  balance(): number {
    const taken = [...this.orders.values()]
      .flatMap((order) => order.captures)
      .filter((capture) => TAKEN.includes(capture.status))
      .reduce((sum, capture) => sum + capture.amount.minor, 0);
    return taken - this.refunds.reduce((sum, refund) => sum + refund.amount.minor, 0);
  }

  async #change<Value extends PayPalOrder | RefundFact>(
    key: string,
    act: () => Outcome<Value>,
  ): Promise<Outcome<Value>> {
    const trouble = this.#options.trouble();
    await soon();
    if (trouble === 'crash-before') throw new Crash();
    if (trouble === 'lost-before') return unknown('server');
    const answer = (this.#answers.get(key) as Outcome<Value> | undefined) ?? act();
    if (answer.kind === 'ok' || this.#options.replaysRefusals)
      this.#answers.set(key, answer as Outcome<PayPalOrder>);
    await soon();
    if (trouble === 'crash-after') throw new Crash();
    return trouble === 'lost-after' ? unknown(this.#serial % 2 ? 'timeout' : 'unreadable') : answer;
  }

  #create(body: string): Outcome<PayPalOrder> {
    const unit = JSON.parse(body).purchase_units[0];
    const { currency_code: currency, value } = unit.amount;
    const amount = isCurrency(currency) ? fromDecimal(value, currency) : undefined;
    if (!amount) return refused('INVALID_CURRENCY_CODE');
    const order: ModelOrder = {
      id: this.#nextId('O'),
      amount,
      customId: unit.custom_id,
      invoiceId: unit.invoice_id,
      status: 'PAYER_ACTION_REQUIRED',
      manner: 'pays',
      captures: [],
    };
    this.orders.set(order.id, order);
    return ok(show(order));
  }

  #take(id: string): Outcome<PayPalOrder> {
    return this.#found(id, (order) => {
      if (order.status === 'COMPLETED') return refused('ORDER_ALREADY_CAPTURED');
      if (order.status !== 'APPROVED') return refused('ORDER_NOT_APPROVED');
      if (order.manner === 'declines') {
        order.status = 'PAYER_ACTION_REQUIRED';
        return refused('INSTRUMENT_DECLINED');
      }
      order.status = 'COMPLETED';
      const status = order.manner === 'review' ? 'PENDING' : 'COMPLETED';
      order.captures.push({ id: this.#nextId('C'), status, amount: order.amount });
      this.#tell(order);
      return ok(show(order));
    });
  }

  #giveBack(captureId: string, body: string): Outcome<RefundFact> {
    const capture = [...this.orders.values()]
      .flatMap((order) => order.captures)
      .find(({ id }) => id === captureId);
    if (!capture) return refused('INVALID_RESOURCE_ID', 404);
    if (capture.status === 'REFUNDED') return refused('CAPTURE_FULLY_REFUNDED');
    const amount = fromDecimal(JSON.parse(body).amount.value, capture.amount.currency) ?? capture.amount;
    capture.status = amount.minor === capture.amount.minor ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
    const refund = { id: this.#nextId('R'), captureId, amount };
    this.refunds.push(refund);
    return ok({ id: refund.id, status: 'COMPLETED', amount });
  }

  #found(id: string, act: (order: ModelOrder) => Outcome<PayPalOrder>): Outcome<PayPalOrder> {
    const order = this.orders.get(id);
    return order ? act(order) : refused('INVALID_RESOURCE_ID', 404);
  }

  #nextId(kind: string): string {
    this.#serial += 1;
    return `${this.#options.prefix}-${kind}${String(this.#serial).padStart(5, '0')}`;
  }

  #tell(order: ModelOrder): void {
    this.#options.hint?.({ orderId: order.id, customId: order.customId });
  }
}

const show = (order: ModelOrder): PayPalOrder => ({
  id: order.id,
  status: order.status,
  approveUrl: `https://paypal.example/checkoutnow?token=${order.id}`,
  payeeMerchantId: 'ROWAN',
  customId: order.customId,
  captures: order.captures.map((capture) => factOf(order, capture)),
});

const factOf = (order: ModelOrder, capture: ModelOrder['captures'][number]): CaptureFact => ({
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
});

/** A model PayPal. */
export const modelPayPal = (options: ModelOptions): ModelPayPal => new ModelPayPal(options);
