export const SHOWN = ['open', 'paid', 'declined', 'expired', 'withdrawn'] as const;
export type Shown = (typeof SHOWN)[number];

export const SORTS = ['newest', 'ends', 'name'] as const;
export type Sort = (typeof SORTS)[number];

export type OffersFilter = {
  /** Part of a name, or the beginning of an address; as typed. */
  readonly typed: string;
  readonly state: Shown | undefined;
  readonly offeringId: string | undefined;
  readonly sortBy: Sort;
  /** From 1. */
  readonly page: number;
};

/** The filter as the address carries it; the first page is the one that needs no number. */
export const asQuery = (filter: OffersFilter, page = 1): Record<string, string | undefined> => ({
  q: filter.typed || undefined,
  state: filter.state,
  group: filter.offeringId,
  sortBy: filter.sortBy === 'newest' ? undefined : filter.sortBy,
  page: page > 1 ? String(page) : undefined,
});

export const isNarrowed = ({ typed, state, offeringId }: OffersFilter): boolean =>
  typed !== '' || state !== undefined || offeringId !== undefined;
