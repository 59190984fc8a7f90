import type { OrderRequest } from './order-forms.ts';

export type WireMoney = { readonly currency_code: string; readonly value: string };

/** How the buyer decided on the local PayPal's page; it shows at capture. */
export type Decision = 'pays' | 'declined' | 'card-declined' | 'held';

export type OrderRecord = {
  readonly id: string;
  readonly intent: 'CAPTURE' | 'AUTHORIZE';
  readonly status: 'CREATED' | 'APPROVED' | 'VOIDED' | 'COMPLETED' | 'PAYER_ACTION_REQUIRED';
  readonly units: OrderRequest['purchase_units'];
  readonly throughPayPal: boolean;
  readonly returnUrl: string | undefined;
  readonly cancelUrl: string | undefined;
  readonly decision: Decision | undefined;
  readonly declines: number;
  readonly captureIds: readonly string[];
  readonly authorizationIds: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expiresAt: string;
};

export type CaptureRecord = {
  readonly id: string;
  readonly orderId: string;
  readonly authorizationId: string | undefined;
  readonly status: 'COMPLETED' | 'PENDING' | 'DECLINED' | 'PARTIALLY_REFUNDED' | 'REFUNDED';
  readonly reason: string | undefined;
  readonly amount: WireMoney;
  readonly invoiceId: string | undefined;
  readonly customId: string | undefined;
  readonly final: boolean;
  readonly refundIds: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type RefundRecord = {
  readonly id: string;
  readonly captureId: string;
  readonly orderId: string;
  readonly status: 'COMPLETED' | 'PENDING' | 'FAILED' | 'CANCELLED';
  readonly amount: WireMoney;
  readonly totalRefunded: WireMoney;
  readonly invoiceId: string | undefined;
  readonly customId: string | undefined;
  readonly note: string | undefined;
  /** PayPal took it from the seller: a lost dispute, a chargeback. */
  readonly reversal?: boolean;
  /** What PayPal gives back of its fee. */
  readonly feeBack?: WireMoney;
  readonly createdAt: string;
};

/** Whatever else moves on the account: holds, fees of disputes, transfers to the bank, exchanges. Amounts are signed. */
export type MovementRecord = {
  readonly id: string;
  /** PayPal's transaction event code, T0400. */
  readonly code: string;
  readonly amount: WireMoney;
  readonly fee: WireMoney | undefined;
  readonly referenceId: string | undefined;
  readonly invoiceId: string | undefined;
  readonly customId: string | undefined;
  readonly createdAt: string;
};

export type AuthorizationRecord = {
  readonly id: string;
  readonly orderId: string;
  readonly parentId: string | undefined;
  readonly status: 'CREATED' | 'CAPTURED' | 'PARTIALLY_CAPTURED' | 'VOIDED';
  readonly amount: WireMoney;
  readonly invoiceId: string | undefined;
  readonly customId: string | undefined;
  readonly captureIds: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expiresAt: string;
};

export type WebhookRecord = {
  readonly id: string;
  readonly url: string;
  readonly eventTypes: readonly string[];
};

/** An event as it is sent: the bytes are kept, because its signature covers them. */
export type EventRecord = {
  readonly id: string;
  readonly type: string;
  readonly createdAt: string;
  readonly body: string;
  readonly simulated: boolean;
};

export type DeliveryRecord = {
  readonly id: string;
  readonly eventId: string;
  readonly webhookId: string;
  readonly url: string;
  readonly transmissionTime: string;
  readonly tries: number;
  readonly status: 'PENDING' | 'SUCCESS' | 'FAILURE' | 'DROPPED';
  readonly lastStatus: number | undefined;
  readonly nextAt: string;
};

export type DisputeRecord = {
  readonly id: string;
  readonly captureId: string;
  readonly reason: string;
  readonly status:
    | 'OPEN'
    | 'WAITING_FOR_BUYER_RESPONSE'
    | 'WAITING_FOR_SELLER_RESPONSE'
    | 'UNDER_REVIEW'
    | 'RESOLVED';
  readonly stage: 'INQUIRY' | 'CHARGEBACK';
  readonly amount: WireMoney;
  readonly outcome: string | undefined;
  /** What moved because of it, for and against the seller. */
  readonly movements?: readonly {
    readonly type: 'DEBIT' | 'CREDIT';
    readonly reason: 'DISPUTE_SETTLEMENT' | 'DISPUTE_FEE' | 'CHARGEBACK_FEE' | 'REVERSED_TRANSACTION_FEE';
    readonly amount: WireMoney;
    readonly at: string;
  }[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly dueAt: string;
};

export type TokenRecord = { readonly token: string; readonly expiresAt: string };

/** The answer kept under a PayPal-Request-Id. */
export type ReplyRecord = {
  readonly status: number;
  readonly shown:
    | { readonly table: 'orders' | 'captures' | 'refunds' | 'authorizations'; readonly id: string }
    | undefined;
  readonly flaws: readonly object[] | undefined;
  readonly expiresAt: string;
};

export type KeysRecord = {
  readonly caPem: string;
  readonly leafPem: string;
  readonly leafKeyPem: string;
  readonly certName: string;
};

export type FaultRecord = {
  readonly id: string;
  readonly operation: string;
  readonly when: 'before' | 'after';
  readonly kind: 'status' | 'issue' | 'delay' | 'hang' | 'reset' | 'truncated' | 'html' | 'other-amount';
  readonly status: number | undefined;
  readonly issue: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly delayMs: number | undefined;
  readonly amount: string | undefined;
  readonly probability: number;
  readonly left: number;
};

/** Switches of the local PayPal; each probability is 0 to 1. */
export type SwitchesRecord = {
  readonly clockShiftMs: number;
  readonly replayRefusals: boolean;
  readonly tokenSeconds: number;
  readonly orderHours: number;
  readonly maxDeclines: number;
  readonly reportLagMinutes: number;
  /** A report of more rows than this is refused. */
  readonly reportMost: number;
  /** Share of the fee that goes back with a refund, 0 to 1. */
  readonly refundFeeBack: number;
  /** What a dispute that is lost costs, "15.00"; "0.00" for nothing. */
  readonly disputeFee: string;
  readonly webhooks: {
    readonly duplicate: number;
    readonly drop: number;
    readonly reorder: number;
    readonly wrongSignature: number;
    readonly delayMs: number;
  };
};

export type Tables = {
  orders: OrderRecord;
  captures: CaptureRecord;
  refunds: RefundRecord;
  authorizations: AuthorizationRecord;
  webhooks: WebhookRecord;
  events: EventRecord;
  /** Still to be sent. */
  deliveries: DeliveryRecord;
  /** Arrived, given up or dropped. */
  sent: DeliveryRecord;
  disputes: DisputeRecord;
  movements: MovementRecord;
  tokens: TokenRecord;
  replies: ReplyRecord;
  invoices: { readonly captureId: string };
  keys: KeysRecord;
  faults: FaultRecord;
  switches: SwitchesRecord;
};
