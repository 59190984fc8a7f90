import type { ApplicationState } from './application-states.ts';

export const SHOWS = ['to-decide', 'yes', 'ended', 'all'] as const;
export type Show = (typeof SHOWS)[number];

export const SORTS = ['oldest', 'newest', 'name'] as const;
export type Sort = (typeof SORTS)[number];

/** What a facilitator asked the list to show; all of it stands in the address. */
export type ApplicationFilter = {
  /** Part of a name, or the beginning of an address. */
  readonly words: string;
  readonly show: Show;
  readonly groupId: string | undefined;
  readonly sortBy: Sort;
  readonly page: number;
};

export const STATES_SHOWN: Readonly<Record<Show, readonly ApplicationState[]>> = {
  'to-decide': ['applied', 'talking'],
  yes: ['accepted', 'waiting', 'offered', 'enrolled'],
  ended: ['refused', 'withdrawn', 'lapsed'],
  all: [
    ...(['applied', 'talking', 'accepted', 'waiting', 'offered', 'enrolled'] as const),
    ...(['refused', 'withdrawn', 'lapsed'] as const),
  ],
};

/** The filter as the address carries it. */
export const asQuery = (filter: ApplicationFilter, page = 1): Record<string, string | undefined> => ({
  q: filter.words || undefined,
  show: filter.show === 'to-decide' ? undefined : filter.show,
  group: filter.groupId,
  sortBy: filter.sortBy === 'oldest' ? undefined : filter.sortBy,
  page: page > 1 ? String(page) : undefined,
});
