import type { Instant } from '../../kernel/time.ts';
import type { BreakKind, BreakState, Way } from '../reconciliation/public.ts';

/** A break as the desk sees it: what both sides say, and what became of it. */
export type BreakRow = {
  readonly id: string;
  readonly number: number;
  readonly kind: BreakKind;
  readonly state: BreakState;
  readonly at: Instant;
  readonly foundAt: Instant;
  readonly closedAt: Instant | null;
  readonly closedBy: string | null;
  readonly way: Way | null;
  readonly note: string | null;
  readonly captureId: string | null;
  readonly refundId: string | null;
  readonly paypalRefundId: string | null;
  readonly oursMinor: number | null;
  readonly oursFeeMinor: number | null;
  readonly oursCurrency: string | null;
  readonly oursState: string | null;
  readonly theirsMinor: number | null;
  readonly theirsFeeMinor: number | null;
  readonly theirsCurrency: string | null;
  readonly theirsState: string | null;
  readonly transactionId: string | null;
  readonly code: string | null;
  readonly referenceId: string | null;
  readonly invoiceId: string | null;
  /** PayPal can be asked about it: a payment of ours is behind it. */
  readonly askable: boolean;
  readonly orderId: string | null;
  readonly orderNumber: number | null;
  readonly payerName: string | null;
};
