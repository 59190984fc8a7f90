import type { Instant } from '../../kernel/time.ts';
import type { Outcome } from '../payments/public.ts';
import type { ReportPage } from './report.ts';

export type ReportedBalances = {
  readonly asOf: Instant;
  /** Total: what is held included. Minor units. */
  readonly balances: readonly {
    readonly currency: string;
    readonly totalMinor: number;
    readonly heldMinor: number;
  }[];
};

/** PayPal's own books as we may read them. */
export type PayPalReports = {
  /** At most 31 days at once; pages count from 1. */
  transactions(asked: {
    readonly from: Instant;
    readonly to: Instant;
    readonly page: number;
  }): Promise<Outcome<ReportPage>>;
  balances(): Promise<Outcome<ReportedBalances>>;
};
