import type { Money } from '../../kernel/money.ts';
import type { CaptureFact, CaptureStatus } from './paypal.ts';

/** Why money that PayPal took buys no seat and goes back. */
export type SurplusReason =
  | 'wrong-amount'
  | 'wrong-payee'
  | 'wrong-payment'
  | 'surplus'
  | 'duplicate'
  | 'seat-lost';

export type Expected = {
  readonly attemptId: string;
  readonly invoiceId: string;
  readonly total: Money;
  /** Our merchant id, where it is configured. */
  readonly merchantId: string | undefined;
};

export type Seen = {
  readonly fact: CaptureFact;
  readonly payeeMerchantId: string | undefined;
  readonly orderCustomId: string | undefined;
};

/**
 * Whether a completed capture is the payment that was asked for: our account, this attempt, to the cent.
 * Answers the reason when it is not. What PayPal left out is not held against the buyer, save the amount
 * and one of custom id and invoice id.
 */
export const whyNotOurs = (
  expected: Expected,
  { fact, payeeMerchantId, orderCustomId }: Seen,
): SurplusReason | undefined => {
  if (expected.merchantId && payeeMerchantId && payeeMerchantId !== expected.merchantId) return 'wrong-payee';
  const customId = fact.customId ?? orderCustomId;
  const named =
    customId === undefined ? fact.invoiceId === expected.invoiceId : customId === expected.attemptId;
  if (!named) return 'wrong-payment';
  const { amount } = fact;
  if (!amount || amount.minor !== expected.total.minor || amount.currency !== expected.total.currency)
    return 'wrong-amount';
  return undefined;
};

const RANK = {
  PENDING: 0,
  DECLINED: 1,
  FAILED: 1,
  COMPLETED: 2,
  PARTIALLY_REFUNDED: 3,
  REFUNDED: 4,
} as const satisfies Record<CaptureStatus, number>;

/** News may come late and out of order: a status never goes back. */
export const laterStatus = (known: CaptureStatus | undefined, told: CaptureStatus): CaptureStatus =>
  known !== undefined && RANK[known] >= RANK[told] ? known : told;

/** Money was taken, whatever happened to it afterwards. */
export const wasTaken = (status: CaptureStatus): boolean =>
  status === 'COMPLETED' || status === 'PARTIALLY_REFUNDED' || status === 'REFUNDED';
