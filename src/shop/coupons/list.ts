export const STANDINGS = ['open', 'paused', 'archived', 'all'] as const;
export type Shown = (typeof STANDINGS)[number];

export const SORTS = ['newest', 'code', 'used', 'ends'] as const;
export type Sort = (typeof SORTS)[number];

/** What the desk's list of coupons shows; the address alone carries it. */
export type CouponFilter = {
  /** Part of a code or of what it is for, as typed. */
  readonly typed: string;
  /** open: all that were not put away or paused. */
  readonly shown: Shown;
  readonly sortBy: Sort;
  /** From 1. */
  readonly page: number;
};

export const asQuery = (filter: CouponFilter, page = 1): Record<string, string | undefined> => ({
  q: filter.typed || undefined,
  state: filter.shown === 'open' ? undefined : filter.shown,
  sortBy: filter.sortBy === 'newest' ? undefined : filter.sortBy,
  page: page === 1 ? undefined : String(page),
});

export const isNarrowed = ({ typed, shown }: CouponFilter): boolean => typed !== '' || shown !== 'open';
