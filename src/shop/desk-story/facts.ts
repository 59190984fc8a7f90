import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';

/** What is stored of one order's way, row by row. */
export type Amount = { readonly amountMinor: number; readonly currency: Currency };

export type HoldRow = {
  readonly id: string;
  readonly state: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly endedAt: Instant | null;
  readonly endedBecause: string | null;
};
export type AttemptRow = Amount & {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly paypalOrderId: string | null;
  readonly declines: number;
  readonly problem: string | null;
  readonly createdAt: Instant;
};
export type CallRow = {
  readonly id: string;
  readonly operation: string;
  readonly requestKey: string | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly status: number | null;
  readonly outcome: string | null;
  readonly debugId: string | null;
};
export type WebhookRow = {
  readonly eventId: string;
  readonly eventType: string;
  readonly receivedAt: Instant;
  readonly receivedCount: number;
  readonly verifiedBy: string;
  readonly outcome: string | null;
};
export type CaptureRow = Amount & {
  readonly id: string;
  readonly status: string;
  readonly feeMinor: number | null;
  readonly recordedAt: Instant;
  readonly surplusBecause: string | null;
};
export type RefundRow = Amount & {
  readonly id: string;
  readonly state: string;
  readonly because: string;
  readonly paypalRefundId: string | null;
  readonly createdAt: Instant;
  readonly problem: string | null;
};
export type EntryRow = Amount & {
  readonly id: string;
  readonly postingId: string;
  readonly account: string;
  readonly because: string;
  readonly postedAt: Instant;
};
export type ChangeRow = {
  readonly id: string;
  readonly entity: string;
  readonly was: string | null;
  readonly became: string;
  readonly because: string | null;
  readonly actor: string;
  readonly at: Instant;
};
export type MailRow = {
  readonly id: string;
  readonly kind: string;
  readonly to: string;
  readonly createdAt: Instant;
  readonly attempts: number;
  readonly sentAt: Instant | null;
  readonly gaveUpAt: Instant | null;
};

export type Facts = {
  readonly begunAt: Instant;
  readonly holds: readonly HoldRow[];
  readonly attempts: readonly AttemptRow[];
  readonly calls: readonly CallRow[];
  readonly webhooks: readonly WebhookRow[];
  readonly captures: readonly CaptureRow[];
  readonly refunds: readonly RefundRow[];
  readonly changes: readonly ChangeRow[];
  readonly mails: readonly MailRow[];
};
