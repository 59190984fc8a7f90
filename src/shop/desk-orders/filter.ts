import type { Instant, PlainDate } from '../../kernel/time.ts';
import type { Bookmark } from '../../kernel/turn.ts';
import type { Search } from './search.ts';

export const ORDER_STATES = ['paid', 'free', 'partly-refunded', 'refunded'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const SORTS = ['newest', 'oldest', 'highest'] as const;
export type Sort = (typeof SORTS)[number];

export type OrderFilter = {
  /** As typed, to show it again. */
  readonly typed: string;
  readonly search: Search;
  readonly state: OrderState | undefined;
  readonly offeringId: string | undefined;
  /** First and last day, both counted, in the practice's zone. */
  readonly from: PlainDate | undefined;
  readonly to: PlainDate | undefined;
  readonly sortBy: Sort;
  readonly bookmark: Bookmark | undefined;
};

/** The instants between which a filter's days lie: the first counts, the last does not. */
export const spanOf = (
  { from, to }: Pick<OrderFilter, 'from' | 'to'>,
  zone: string,
): { readonly since: Instant | undefined; readonly until: Instant | undefined } => ({
  since: from?.toZonedDateTime(zone).toInstant(),
  until: to?.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
});

/** The filter as the address carries it; `bookmark` left out starts at the first page. */
export const asQuery = (filter: OrderFilter, bookmark?: Bookmark): Record<string, string | undefined> => ({
  q: filter.typed || undefined,
  state: filter.state,
  group: filter.offeringId,
  from: filter.from?.toString(),
  to: filter.to?.toString(),
  sortBy: filter.sortBy === 'newest' ? undefined : filter.sortBy,
  after: bookmark?.side === 'after' ? String(bookmark.number) : undefined,
  before: bookmark?.side === 'before' ? String(bookmark.number) : undefined,
});

export const isNarrowed = (filter: OrderFilter): boolean =>
  filter.search.for !== 'nothing' ||
  [filter.state, filter.offeringId, filter.from, filter.to].some((part) => part !== undefined);
