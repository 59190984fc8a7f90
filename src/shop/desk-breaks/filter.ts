import type { BreakKind, BreakState } from '../reconciliation/public.ts';

export const STATES = ['open', 'settled', 'explained', 'gone'] as const satisfies readonly BreakState[];
export const SORTS = ['newest', 'oldest', 'highest'] as const;
export type Sort = (typeof SORTS)[number];

/** What can be done about one: ask PayPal again, book, explain, take the explanation back. */
export const STEPS = ['fetch', 'booking', 'explanation', 'reopening'] as const;
export type Step = (typeof STEPS)[number];

export type BreakFilter = {
  /** An order's number, part of a name, or a number of PayPal's; as typed. */
  readonly typed: string;
  readonly state: BreakState | undefined;
  readonly kind: BreakKind | undefined;
  readonly sortBy: Sort;
  readonly page: number;
};

/** The filter as the address carries it. */
export const asQuery = ({ typed, state, kind, sortBy, page }: BreakFilter) => ({
  q: typed || undefined,
  state,
  kind,
  sortBy: sortBy === 'newest' ? undefined : sortBy,
  page: page === 1 ? undefined : String(page),
});

export const isNarrowed = ({ typed, state, kind }: BreakFilter): boolean =>
  typed !== '' || state !== undefined || kind !== undefined;
