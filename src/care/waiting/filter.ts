import type { EntryState } from './entry-states.ts';

export const SHOWS = ['in-line', 'paused', 'offered', 'ended', 'all'] as const;
export type Show = (typeof SHOWS)[number];

export const SORTS = ['longest', 'newest', 'name', 'group'] as const;
export type Sort = (typeof SORTS)[number];

/** What somebody at the desk asked the list to show; all of it stands in the address. */
export type WaitingFilter = {
  /** Part of a name, or the beginning of an address. */
  readonly words: string;
  readonly show: Show;
  readonly groupId: string | undefined;
  readonly sortBy: Sort;
  readonly page: number;
};

export const STATES_SHOWN: Readonly<Record<Show, readonly EntryState[]>> = {
  'in-line': ['waiting', 'paused', 'offered'],
  paused: ['paused'],
  offered: ['offered'],
  ended: ['placed', 'left', 'removed', 'lapsed'],
  all: ['waiting', 'paused', 'offered', 'placed', 'left', 'removed', 'lapsed'],
};

/** The filter as the address carries it. */
export const asQuery = (filter: WaitingFilter, page = 1): Record<string, string | undefined> => ({
  q: filter.words || undefined,
  show: filter.show === 'in-line' ? undefined : filter.show,
  group: filter.groupId,
  sortBy: filter.sortBy === 'longest' ? undefined : filter.sortBy,
  page: page > 1 ? String(page) : undefined,
});
