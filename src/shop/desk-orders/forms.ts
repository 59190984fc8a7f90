import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';
import { Temporal } from '../../kernel/time.ts';
import type { Bookmark } from '../../kernel/turn.ts';
import { ORDER_STATES, type OrderFilter, SORTS } from './filter.ts';
import { readSearch } from './search.ts';

/** An address that was garbled on its way still shows the list: what cannot be read is left out. */
const one = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(200))
  .catch('');
const day = one.transform((text) => {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text) ? Temporal.PlainDate.from(text) : undefined;
  } catch {
    return undefined;
  }
});
const number = one.transform((text) => (/^\d{1,12}$/.test(text) ? Number(text) : undefined));

const FilterQuery = z.object({
  q: one,
  state: z.enum(ORDER_STATES).optional().catch(undefined),
  group: one.transform((text) => parseId<'offering'>(text)),
  from: day,
  to: day,
  sortBy: z.enum(SORTS).catch('newest'),
  after: number,
  before: number,
});

export const readFilter = (query: unknown): OrderFilter => {
  const { q, state, group, from, to, sortBy, after, before } = FilterQuery.parse(query ?? {});
  return {
    typed: q.replaceAll('\0', '').trim(),
    search: readSearch(q.replaceAll('\0', '')),
    state,
    offeringId: group,
    from,
    to,
    sortBy,
    bookmark: bookmarkOf(after, before),
  };
};

const bookmarkOf = (after: number | undefined, before: number | undefined): Bookmark | undefined => {
  if (after !== undefined) return { side: 'after', number: after };
  return before === undefined ? undefined : { side: 'before', number: before };
};
