import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { type Instant, Temporal } from '../../kernel/time.ts';
import { payPalApi } from '../../platform/paypal/api.ts';
import { payPalRoots } from '../../platform/paypal/chain.ts';
import type { Reply } from '../../platform/paypal/reply.ts';
import { webhookJudge } from '../../platform/paypal/webhook.ts';
import { wireList, wireMoney, wireText } from '../../platform/paypal/wire.ts';
import { classOfIssue } from './issues.ts';
import type { CaptureFact, Outcome, PayPal, PayPalOrder, RefundFact, WebhookVerdict } from './paypal.ts';
import { readHint } from './webhook-hint.ts';

/** Where PayPal is. The emulator is the local PayPal; it is accepted on this machine only. */
export type PayPalConfig = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookId: string;
  /** Real time, for the dates of signatures; tests hand in their own. */
  readonly now?: () => Instant;
  /** Milliseconds on a clock that never jumps. */
  readonly clock?: () => number;
  readonly deadlines?: Deadlines;
} & (
  | { readonly env: 'sandbox' | 'live' }
  | {
      readonly env: 'emulator';
      /** http://127.0.0.1:port */
      readonly apiBase: string;
      /** PEM of the root that signs its webhook certificates. */
      readonly webhookCa: string;
    }
);

/** Milliseconds a call may take; what takes longer is unknown. */
export type Deadlines = { readonly createMs: number; readonly captureMs: number; readonly lookMs: number };

const DEADLINES: Deadlines = { createMs: 10_000, captureMs: 20_000, lookMs: 10_000 };

/** Where its interface is, and where its own pages are. */
export const payPalPlace = (config: PayPalConfig): { readonly api: string; readonly site: string } => {
  const { base, buyerOrigins } = placeOf(config);
  return { api: base, site: buyerOrigins[0] ?? base };
};

/** Our own client: a PayPal that says ok, refused or unknown, and never throws for PayPal's sake. */
export const createPayPal = (config: PayPalConfig): PayPal => {
  const { clientId, clientSecret, webhookId, clock, now = Temporal.Now.instant } = config;
  const { createMs, captureMs, lookMs } = config.deadlines ?? DEADLINES;
  const { base, ...place } = placeOf(config);
  const api = payPalApi({ base, clientId, clientSecret, ...(clock ? { clock } : {}) });
  // A breaker of its own: whatever strangers post here, payments go on.
  const asking = payPalApi({ base, clientId, clientSecret, ...(clock ? { clock } : {}) });
  const judge = webhookJudge({ ...place, api: asking, webhookId, now });
  const order = (reply: Reply) => outcome(reply, (body) => readOrder(body, place.buyerOrigins));
  const orders = '/v2/checkout/orders';
  const payments = '/v2/payments';
  return {
    createOrder: async ({ key, body }) =>
      order(await api.call({ method: 'POST', path: orders, key, body, deadlineMs: createMs })),
    getOrder: async (id) =>
      order(await api.call({ method: 'GET', path: `${orders}/${segment(id)}`, deadlineMs: lookMs })),
    captureOrder: async ({ id, key }) =>
      order(
        await api.call({
          method: 'POST',
          path: `${orders}/${segment(id)}/capture`,
          key,
          body: '{}',
          deadlineMs: captureMs,
        }),
      ),
    getCapture: async (id) =>
      outcome(
        await api.call({ method: 'GET', path: `${payments}/captures/${segment(id)}`, deadlineMs: lookMs }),
        readCapture,
      ),
    refundCapture: async ({ captureId, key, body }) => {
      const path = `${payments}/captures/${segment(captureId)}/refund`;
      return outcome(await api.call({ method: 'POST', path, key, body, deadlineMs: captureMs }), readRefund);
    },
    getRefund: async (id) =>
      outcome(
        await api.call({ method: 'GET', path: `${payments}/refunds/${segment(id)}`, deadlineMs: lookMs }),
        readRefund,
      ),
    judgeWebhook: async (message) => hintOf(await judge(message), message.body),
    reachable: api.reachable,
  };
};

const segment = (id: string): string => encodeURIComponent(id);

const placeOf = (config: PayPalConfig) => {
  if (config.env === 'emulator') {
    const base = loopbackOrigin(config.apiBase);
    return {
      base,
      certOrigins: [base],
      buyerOrigins: [base],
      roots: [new X509Certificate(config.webhookCa)],
      commonName: 'messageverificationcerts.sandbox.paypal.com',
    };
  }
  const part = config.env === 'live' ? '' : '.sandbox';
  return {
    base: `https://api-m${part}.paypal.com`,
    certOrigins: [`https://api${part}.paypal.com`, `https://api-m${part}.paypal.com`],
    buyerOrigins: [`https://www${part}.paypal.com`],
    roots: payPalRoots(),
    commonName: `messageverificationcerts${part}.paypal.com`,
  };
};

/** The emulator's secrets are public: it must be this machine, and plain http names no other. */
const loopbackOrigin = (address: string): string => {
  const url = URL.parse(address);
  const local =
    url && (/^127(\.\d{1,3}){3}$/.test(url.hostname) || ['localhost', '[::1]'].includes(url.hostname));
  if (!local || url.protocol !== 'http:')
    throw new Error('The local PayPal must be at http:// on this machine.');
  return url.origin;
};

/** What a reply means to us: unknown is never failed, and an answer that cannot be read leaves it unknown. */
export const outcome = <Value>(reply: Reply, read: (body: unknown) => Value | undefined): Outcome<Value> => {
  if (reply.kind === 'refused' && classOfIssue(reply.issue, reply.status) === 'in-flight')
    return { ...reply, kind: 'unknown', why: 'in-flight', retryAfterSeconds: undefined };
  if (reply.kind !== 'ok') return reply;
  const { status, debugId } = reply;
  const value = read(reply.body);
  // Money may have moved although the answer cannot be read: never a failure.
  if (value === undefined)
    return { kind: 'unknown', why: 'unreadable', status, retryAfterSeconds: undefined, debugId };
  return { kind: 'ok', status, value, debugId };
};

const hintOf = (
  judgement:
    | Exclude<WebhookVerdict, { kind: 'genuine' }>
    | { kind: 'genuine'; verifiedBy: 'signature' | 'postback' },
  body: Buffer,
): WebhookVerdict => {
  if (judgement.kind !== 'genuine') return judgement;
  const hint = readHint(JSON.parse(body.toString('utf8')));
  return hint ? { ...judgement, hint } : { kind: 'forged', why: 'no event in it' };
};

const Capture = z
  .object({
    id: z.string().min(1),
    status: z.enum(['COMPLETED', 'PENDING', 'DECLINED', 'FAILED', 'PARTIALLY_REFUNDED', 'REFUNDED']),
    amount: wireMoney,
    custom_id: wireText,
    invoice_id: wireText,
    create_time: wireText,
    status_details: z.object({ reason: wireText }).optional().catch(undefined),
    processor_response: z.object({ response_code: wireText }).optional().catch(undefined),
    seller_receivable_breakdown: z
      .object({ paypal_fee: wireMoney, net_amount: wireMoney })
      .optional()
      .catch(undefined),
  })
  .transform(
    (capture): CaptureFact => ({
      id: capture.id,
      status: capture.status,
      amount: capture.amount,
      fee: capture.seller_receivable_breakdown?.paypal_fee,
      net: capture.seller_receivable_breakdown?.net_amount,
      customId: capture.custom_id,
      invoiceId: capture.invoice_id,
      capturedAt: capture.create_time,
      reason: capture.status_details?.reason ?? capture.processor_response?.response_code,
    }),
  );

const Refund = z
  .object({
    id: z.string().min(1),
    status: z.enum(['COMPLETED', 'PENDING', 'FAILED', 'CANCELLED']),
    amount: wireMoney,
    create_time: wireText,
    seller_payable_breakdown: z.object({ paypal_fee: wireMoney }).optional().catch(undefined),
  })
  .transform(
    (refund): RefundFact => ({
      id: refund.id,
      status: refund.status,
      amount: refund.amount,
      feeBack: refund.seller_payable_breakdown?.paypal_fee,
      madeAt: refund.create_time,
    }),
  );

/** A capture without id or status makes the whole answer unreadable: money must not be overlooked. */
const Unit = z.object({
  custom_id: wireText,
  payee: z.object({ merchant_id: wireText }).optional().catch(undefined),
  payments: z
    .object({ captures: z.array(Capture).optional(), refunds: z.array(Refund).optional().catch(undefined) })
    .optional(),
});

const Order = z.object({
  id: z.string().min(1),
  status: z.enum(['CREATED', 'SAVED', 'APPROVED', 'VOIDED', 'COMPLETED', 'PAYER_ACTION_REQUIRED']),
  purchase_units: z.array(Unit).optional(),
  links: wireList(z.object({ rel: wireText, href: wireText })),
});

const readOrder = (body: unknown, buyerOrigins: readonly string[]): PayPalOrder | undefined => {
  const read = Order.safeParse(body);
  if (!read.success) return undefined;
  const { id, status, purchase_units: units = [], links = [] } = read.data;
  const approve = links.find(({ rel }) => rel === 'payer-action' || rel === 'approve')?.href;
  return {
    id,
    status,
    approveUrl: approve && buyerOrigins.includes(URL.parse(approve)?.origin ?? '') ? approve : undefined,
    payeeMerchantId: units[0]?.payee?.merchant_id,
    customId: units[0]?.custom_id,
    captures: units.flatMap((unit) => unit.payments?.captures ?? []),
    refunds: units.flatMap((unit) => unit.payments?.refunds ?? []),
  };
};

const readCapture = (body: unknown): CaptureFact | undefined => Capture.safeParse(body).data;

const readRefund = (body: unknown): RefundFact | undefined => Refund.safeParse(body).data;
