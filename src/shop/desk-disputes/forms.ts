import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';

/** An address that was garbled on its way still shows the list: what cannot be read is left out. */
const one = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(200))
  .catch('');
const Query = z.object({
  q: one,
  state: z.enum(['open', 'resolved']).optional().catch(undefined),
  sortBy: z.enum(['newest', 'oldest', 'due']).catch('newest'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export type DisputeFilter = {
  readonly typed: string;
  readonly state: 'open' | 'resolved' | undefined;
  readonly sortBy: 'newest' | 'oldest' | 'due';
  readonly page: number;
};

export const readFilter = (query: unknown): DisputeFilter => {
  const { q, state, ...rest } = Query.parse(query ?? {});
  return { ...rest, state, typed: q.replaceAll('\0', '').trim() };
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
