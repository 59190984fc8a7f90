import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';
import { listPart } from '../desk-lists/public.ts';
import { BREAK_KINDS } from '../reconciliation/public.ts';
import { type BreakFilter, SORTS, STATES, STEPS, type Step } from './filter.ts';

const Query = z.object({
  q: listPart.typed,
  state: z.enum(STATES).optional().catch(undefined),
  kind: z.enum(BREAK_KINDS).optional().catch(undefined),
  sortBy: z.enum(SORTS).catch('newest'),
  page: listPart.page,
  done: z.enum(['read', 'behind', 'failed', 'nothing']).optional().catch(undefined),
});

export type Done = NonNullable<z.infer<typeof Query>['done']>;

/** The filter of an address, and what was done on the page before. */
export const readFilter = (query: unknown): BreakFilter & { readonly done: Done | undefined } => {
  const { q: typed, state, kind, sortBy, page, done } = Query.parse(query ?? {});
  return { typed, state, kind, sortBy, page, done };
};

const Path = z.object({ id: z.string() });
export const readBreakId = (params: unknown) => parseId<'break'>(Path.safeParse(params).data?.id ?? '');

const MOST = 500;
const Words = z.object({
  note: z
    .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string())
    .catch('')
    .transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').slice(0, 2000).trim()),
});

export type Note = { readonly typed: string; readonly error: string | undefined };

/** What somebody wrote about a break; `needed` where words are all that settles it. */
export const readNote = (body: unknown, needed: boolean): Note => {
  const { note: typed } = Words.parse(body ?? {});
  if (needed && typed.length < 3)
    return { typed, error: 'Please say in a few words why the two may differ.' };
  return { typed, error: typed.length > MOST ? `Please use at most ${MOST} signs.` : undefined };
};

export const readStep = (params: unknown): Step | undefined =>
  z.object({ step: z.enum(STEPS) }).safeParse(params).data?.step;
