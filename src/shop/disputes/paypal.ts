import type { Instant } from '../../kernel/time.ts';
import type { Outcome } from '../payments/public.ts';
import type { DisputeFact } from './dispute.ts';

export type ListedDispute = { readonly id: string; readonly changedAt: Instant };

/** PayPal as disputes see it. */
export type PayPalDisputes = {
  get(id: string): Promise<Outcome<DisputeFact>>;
  /** Newest first; `page` is what the page before named. */
  list(asked: {
    readonly changedAfter: Instant;
    readonly page: string | undefined;
  }): Promise<Outcome<{ readonly disputes: readonly ListedDispute[]; readonly next: string | undefined }>>;
  /** Where a person answers it, at PayPal's own site. */
  addressOf(id: string): string;
};
