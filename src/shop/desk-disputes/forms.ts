import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';
import { listPart } from '../desk-lists/public.ts';

const Query = z.object({
  q: listPart.typed,
  state: z.enum(['open', 'resolved']).optional().catch(undefined),
  sortBy: z.enum(['newest', 'oldest', 'due']).catch('newest'),
  page: listPart.page,
});

export type DisputeFilter = {
  readonly typed: string;
  readonly state: 'open' | 'resolved' | undefined;
  readonly sortBy: 'newest' | 'oldest' | 'due';
  readonly page: number;
};

export const readFilter = (query: unknown): DisputeFilter => {
  const { q, state, ...rest } = Query.parse(query ?? {});
  return { ...rest, state, typed: q };
};

/** The filter as the address carries it. */
export const asQuery = ({ typed, state, sortBy, page }: DisputeFilter) => ({
  q: typed || undefined,
  state,
  sortBy: sortBy === 'newest' ? undefined : sortBy,
  page: page === 1 ? undefined : String(page),
});

export const readDisputeId = (params: unknown) =>
  parseId<'dispute'>(z.object({ id: z.string() }).safeParse(params).data?.id ?? '');
