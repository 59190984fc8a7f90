export const SHOWN = ['open', 'draft', 'published', 'archived', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

export const SORTS = ['name', 'newest', 'sold'] as const;
export type Sort = (typeof SORTS)[number];

/** What the desk's list of workbooks shows; the address alone carries it. */
export type WorkbookFilter = {
  readonly typed: string;
  /** open: all that were not put away. */
  readonly shown: Shown;
  readonly sortBy: Sort;
  /** From 1. */
  readonly page: number;
};

export const asQuery = (filter: WorkbookFilter, page = 1): Record<string, string | undefined> => ({
  q: filter.typed || undefined,
  state: filter.shown === 'open' ? undefined : filter.shown,
  sortBy: filter.sortBy === 'name' ? undefined : filter.sortBy,
  page: page === 1 ? undefined : String(page),
});

export const isNarrowed = ({ typed, shown }: WorkbookFilter): boolean => typed !== '' || shown !== 'open';
