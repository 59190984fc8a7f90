import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';
import { bookmarkOf, listPart } from '../desk-lists/public.ts';
import { ORDER_STATES, type OrderFilter, SORTS } from './filter.ts';
import { readSearch } from './search.ts';

const FilterQuery = z.object({
  q: listPart.typed,
  state: z.enum(ORDER_STATES).optional().catch(undefined),
  group: listPart.one.transform((text) => parseId<'offering'>(text)),
  from: listPart.day,
  to: listPart.day,
  sortBy: z.enum(SORTS).catch('newest'),
  after: listPart.number,
  before: listPart.number,
});

export const readFilter = (query: unknown): OrderFilter => {
  const { q, state, group, from, to, sortBy, after, before } = FilterQuery.parse(query ?? {});
  return {
    typed: q,
    search: readSearch(q),
    state,
    offeringId: group,
    from,
    to,
    sortBy,
    bookmark: bookmarkOf(after, before),
  };
};
