import type { Money } from '../../kernel/money.ts';

/** What a call to PayPal came to. Unknown is not failed: the money may have moved. */
export type Outcome<Value> =
  | {
      readonly kind: 'ok';
      readonly status: number;
      readonly value: Value;
      readonly debugId: string | undefined;
    }
  | {
      /** A definitive no, read from a well-formed 4xx answer. */
      readonly kind: 'refused';
      readonly status: number;
      /** details[0].issue, e.g. INSTRUMENT_DECLINED; else the error's name. */
      readonly issue: string;
      readonly debugId: string | undefined;
    }
  | {
      readonly kind: 'unknown';
      readonly why:
        | 'timeout'
        | 'network'
        | 'server'
        | 'rate-limited'
        | 'unreadable'
        | 'unauthorised'
        | 'in-flight'
        | 'breaker-open';
      readonly status: number | undefined;
      readonly retryAfterSeconds: number | undefined;
      readonly debugId: string | undefined;
    };

export type OrderStatus = 'CREATED' | 'SAVED' | 'APPROVED' | 'VOIDED' | 'COMPLETED' | 'PAYER_ACTION_REQUIRED';

export type CaptureStatus =
  | 'COMPLETED'
  | 'PENDING'
  | 'DECLINED'
  | 'FAILED'
  | 'PARTIALLY_REFUNDED'
  | 'REFUNDED';

/** A capture as PayPal tells it, parsed; facts, not yet believed. */
export type CaptureFact = {
  readonly id: string;
  readonly status: CaptureStatus;
  readonly amount: Money | undefined;
  readonly fee: Money | undefined;
  readonly net: Money | undefined;
  readonly customId: string | undefined;
  readonly invoiceId: string | undefined;
  readonly capturedAt: string | undefined;
  readonly reason: string | undefined;
};

export type PayPalOrder = {
  readonly id: string;
  readonly status: OrderStatus;
  /** rel payer-action or approve. */
  readonly approveUrl: string | undefined;
  readonly payeeMerchantId: string | undefined;
  readonly customId: string | undefined;
  readonly captures: readonly CaptureFact[];
  /** What went back of them, where PayPal tells. */
  readonly refunds?: readonly RefundFact[];
};

export type RefundFact = {
  readonly id: string;
  readonly status: 'COMPLETED' | 'PENDING' | 'FAILED' | 'CANCELLED';
  readonly amount: Money | undefined;
  /** What PayPal gives back of its fee. */
  readonly feeBack?: Money | undefined;
  readonly madeAt?: string | undefined;
};

/** A verified webhook; still only a hint to look. */
export type WebhookHint = {
  readonly eventId: string;
  readonly eventType: string;
  readonly paypalOrderId: string | undefined;
  readonly customId: string | undefined;
  readonly captureId: string | undefined;
  readonly refundId: string | undefined;
  readonly disputeId: string | undefined;
};

export type WebhookVerdict =
  | { readonly kind: 'genuine'; readonly verifiedBy: 'signature' | 'postback'; readonly hint: WebhookHint }
  | { readonly kind: 'forged'; readonly why: string }
  /** Could not be judged now (certificate and postback out of reach): answer 5xx, PayPal sends it again. */
  | { readonly kind: 'unjudged'; readonly why: string };

/** PayPal as payments see it. Bodies are strings so that a repeat is byte-identical to the stored intent. */
export type PayPal = {
  createOrder(call: { readonly key: string; readonly body: string }): Promise<Outcome<PayPalOrder>>;
  getOrder(id: string): Promise<Outcome<PayPalOrder>>;
  captureOrder(call: { readonly id: string; readonly key: string }): Promise<Outcome<PayPalOrder>>;
  getCapture(id: string): Promise<Outcome<CaptureFact>>;
  refundCapture(call: {
    readonly captureId: string;
    readonly key: string;
    readonly body: string;
  }): Promise<Outcome<RefundFact>>;
  getRefund(id: string): Promise<Outcome<RefundFact>>;
  judgeWebhook(message: {
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: Buffer;
  }): Promise<WebhookVerdict>;
  /** False while the circuit breaker is open: pages then hide the button and say that PayPal is out of reach. */
  reachable(): boolean;
};
