/** What a visitor may narrow down by. The names are those of the form and of the address. */
export const FACETS = ['for', 'day', 'part', 'how', 'lang', 'max', 'open', 'kind'] as const;

export type Facet = (typeof FACETS)[number];

/** Facets of which one value at most is chosen; in all others several are, and one of them must hold. */
export const SINGLE: readonly Facet[] = ['how', 'max', 'open'];

export const SORTS = ['fit', 'soonest', 'price', 'chairs', 'name'] as const;

export type SortBy = (typeof SORTS)[number];

/** How a visitor asks for groups: words, filters, order and page. */
export type Wish = {
  readonly words: string;
  readonly chosen: Readonly<Record<Facet, readonly string[]>>;
  readonly sortBy: SortBy;
  /** From 1. */
  readonly page: number;
};

export const PAGE_SIZE = 24;

export const NO_WISH: Wish = {
  words: '',
  chosen: { for: [], day: [], part: [], how: [], lang: [], max: [], open: [], kind: [] },
  sortBy: 'fit',
  page: 1,
};

/** The facets in which something is chosen. */
export const chosenFacets = ({ chosen }: Wish): Facet[] => FACETS.filter((facet) => chosen[facet].length > 0);

export const isNarrowed = (wish: Wish): boolean => wish.words !== '' || chosenFacets(wish).length > 0;

/** The wish with one value more, as pressing it in the form would make it. */
export const choosing = (wish: Wish, facet: Facet, value: string): Wish => ({
  ...wish,
  page: 1,
  chosen: {
    ...wish.chosen,
    [facet]: SINGLE.includes(facet) ? [value] : [...wish.chosen[facet].filter((one) => one !== value), value],
  },
});

/** The wish with one value less. */
export const dropping = (wish: Wish, facet: Facet, value: string): Wish => ({
  ...wish,
  page: 1,
  chosen: { ...wish.chosen, [facet]: wish.chosen[facet].filter((one) => one !== value) },
});

/** The wish as an address's query, without what is usual. */
export const toQuery = (wish: Wish): Record<string, string | readonly string[] | undefined> => ({
  words: wish.words,
  ...wish.chosen,
  sort: wish.sortBy === 'fit' ? undefined : wish.sortBy,
  page: wish.page === 1 ? undefined : String(wish.page),
});
