import type { PlainDate } from '../../kernel/time.ts';
import type { Bookmark } from '../../kernel/turn.ts';
import type { InvoiceKind } from './invoice.ts';

export const KINDS = ['invoice', 'counter'] as const satisfies readonly InvoiceKind[];
export const SORTS = ['newest', 'oldest'] as const;
export type Sort = (typeof SORTS)[number];

/** Which invoices a list shows. Days are those on which they were written, both counted. */
export type InvoiceFilter = {
  /** A number, or a part of the buyer's name; as typed. */
  readonly typed: string;
  readonly kind: InvoiceKind | undefined;
  readonly from: PlainDate | undefined;
  readonly to: PlainDate | undefined;
  readonly sortBy: Sort;
  readonly bookmark: Bookmark | undefined;
};

/** What was typed, as a number of an invoice or an order; undefined where it is a name. */
export const numberIn = (typed: string): number | undefined =>
  /^\d{1,12}$/.test(typed) ? Number(typed) : undefined;

/** The filter as the address carries it; `bookmark` left out starts at the first page. */
export const asQuery = (filter: InvoiceFilter, bookmark?: Bookmark): Record<string, string | undefined> => ({
  q: filter.typed || undefined,
  kind: filter.kind,
  from: filter.from?.toString(),
  to: filter.to?.toString(),
  sortBy: filter.sortBy === 'newest' ? undefined : filter.sortBy,
  after: bookmark?.side === 'after' ? String(bookmark.number) : undefined,
  before: bookmark?.side === 'before' ? String(bookmark.number) : undefined,
});

export const isNarrowed = ({ typed, kind, from, to }: InvoiceFilter): boolean =>
  typed !== '' || [kind, from, to].some((part) => part !== undefined);
