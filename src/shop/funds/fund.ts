import type { Currency } from '../../kernel/money.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';

/** The sponsors' fund of a practice, in minor units of its currency. */
export type Fund = {
  readonly id: string;
  readonly currency: Currency;
  readonly balanceMinor: number;
  /** Promised to somebody who is paying right now; part of the balance. */
  readonly reservedMinor: number;
};

/** What nobody has been promised: so much can still be given. */
export const availableIn = (fund: Pick<Fund, 'balanceMinor' | 'reservedMinor'> | undefined): number =>
  fund ? fund.balanceMinor - fund.reservedMinor : 0;

export const KINDS = ['gift', 'paid', 'returned', 'correction'] as const;
export type MovementKind = (typeof KINDS)[number];

/** One change of the balance: gifts and returns add, what was paid takes away, a correction does either. */
export type Movement = {
  readonly id: string;
  readonly kind: MovementKind;
  readonly amountMinor: number;
  /** The day a gift came. */
  readonly onDate: PlainDate | null;
  readonly note: string;
  readonly at: Instant;
  readonly useId: string | null;
  readonly orderId: string | null;
  readonly orderNumber: number | null;
};

/** What the fund paid of one line of an order. */
export type Support = {
  readonly id: string;
  readonly lineId: string;
  readonly orderId: string;
  readonly orderNumber: number;
  readonly lineName: string;
  readonly amountMinor: number;
  readonly returnedMinor: number;
  readonly isFreed: boolean;
};

export type FundFilter = {
  readonly kind?: MovementKind | undefined;
  readonly sortBy: 'newest' | 'oldest';
  /** Part of a note, or an order's number, as typed. */
  readonly typed: string;
  readonly page: number;
};

export const asQuery = (filter: FundFilter, page = 1): Record<string, string | undefined> => ({
  q: filter.typed || undefined,
  kind: filter.kind,
  sortBy: filter.sortBy === 'newest' ? undefined : filter.sortBy,
  page: page === 1 ? undefined : String(page),
});
