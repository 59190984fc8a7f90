import type { Instant } from '../../kernel/time.ts';

/** A line of PayPal's report, parsed. Amounts are signed minor units: what came is plus, what went is minus. */
export type ReportedLine = {
  readonly transactionId: string;
  /** PayPal's transaction event code, T0006. */
  readonly code: string;
  /** S done, P pending, D denied, V done and reversed later by another line. */
  readonly status: string;
  readonly grossMinor: number;
  /** What the fee does to the balance: minus is kept by PayPal, plus given back. */
  readonly feeMinor: number;
  readonly currency: string;
  readonly at: Instant;
  /** The transaction that this one belongs to: of a refund, its capture. */
  readonly referenceId: string | undefined;
  readonly invoiceId: string | undefined;
  readonly customField: string | undefined;
};

export type ReportPage = {
  readonly lines: readonly ReportedLine[];
  /** How many lines stood on this page, readable or not. */
  readonly count: number;
  readonly totalItems: number;
  readonly totalPages: number;
  /** Until when PayPal has brought its report up to date. */
  readonly refreshedAt: Instant;
};

/** What a line is, as far as its code tells; the group, its first two digits, is enough for that. */
export type LineKind =
  | 'payment'
  | 'refund'
  /** PayPal took a payment back: a dispute lost, a chargeback. */
  | 'reversal'
  /** A chargeback won: the money is ours again. */
  | 'reversal-back'
  | 'dispute-fee'
  | 'fee'
  | 'bank'
  | 'exchange'
  /** Kept aside, still ours: no money moved. */
  | 'hold'
  | 'other';

const BY_CODE: Readonly<Record<string, LineKind>> = {
  T1106: 'reversal',
  T1107: 'refund',
  T1108: 'fee',
  T1109: 'fee',
  T1110: 'hold',
  T1111: 'hold',
  T1201: 'reversal',
  T1202: 'reversal-back',
  T0106: 'dispute-fee',
  T0114: 'dispute-fee',
};

const BY_GROUP: Readonly<Record<string, LineKind>> = {
  T00: 'payment',
  T01: 'fee',
  T02: 'exchange',
  T03: 'bank',
  T04: 'bank',
  T13: 'hold',
  T15: 'hold',
  T21: 'hold',
};

/** Source of the codes: developer.paypal.com, transaction event codes. */
export const kindOf = (code: string): LineKind => BY_CODE[code] ?? BY_GROUP[code.slice(0, 3)] ?? 'other';

/** Whether the line says that money moved: pending and denied ones do not, nor do holds. */
export const movesMoney = ({ status, code }: Pick<ReportedLine, 'status' | 'code'>): boolean =>
  (status === 'S' || status === 'V') && kindOf(code) !== 'hold';

/**
 * The same line told twice, in one report or in the next, is one line. Transaction ids alone are not unique in reports
 * (PayPal says so), so code, currency, amount and time belong to the name.
 */
export const nameOfLine = ({
  transactionId,
  code,
  currency,
  grossMinor,
  at,
}: Pick<ReportedLine, 'transactionId' | 'code' | 'currency' | 'grossMinor' | 'at'>): string =>
  [transactionId, code, currency, grossMinor, at.epochMilliseconds].join(' ');
