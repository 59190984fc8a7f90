import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';
import { listPart } from '../desk-lists/public.ts';
import { type PeopleFilter, ROLES, SORTS } from './filter.ts';

const Query = z.object({
  q: listPart.typed,
  role: z.enum(ROLES).optional().catch(undefined),
  sortBy: z.enum(SORTS).catch('newest'),
  page: listPart.page,
});

export const readFilter = (query: unknown): PeopleFilter => {
  const { q: typed, role, sortBy, page } = Query.parse(query ?? {});
  return { typed, role, sortBy, page };
};

/** Where somebody was seen: an order or a chair of theirs. */
export const readSightingId = (params: unknown) =>
  parseId<'sighting'>(z.object({ id: z.string() }).safeParse(params).data?.id ?? '');
