export const ROLES = ['pays', 'comes'] as const;
/** Who paid for an order, or has a chair now. */
export type Role = (typeof ROLES)[number];

export const SORTS = ['newest', 'name', 'address'] as const;
export type Sort = (typeof SORTS)[number];

export type PeopleFilter = {
  /** Part of a name, or the beginning of an address; as typed. */
  readonly typed: string;
  readonly role: Role | undefined;
  readonly sortBy: Sort;
  readonly page: number;
};

/** The filter as the address carries it. */
export const asQuery = ({ typed, role, sortBy, page }: PeopleFilter) => ({
  q: typed || undefined,
  role,
  sortBy: sortBy === 'newest' ? undefined : sortBy,
  page: page === 1 ? undefined : String(page),
});

export const isNarrowed = ({ typed, role }: PeopleFilter): boolean => typed !== '' || role !== undefined;
