import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';

export const readGroupId = (params: unknown) =>
  z.object({ id: z.string().transform((text) => parseId<'offering'>(text)) }).safeParse(params).data?.id;

/** The page asked for, from 1; whatever cannot be read is the first. */
export const readPage = (query: unknown): number =>
  z.object({ page: z.coerce.number().int().min(1).max(10_000) }).safeParse(query).data?.page ?? 1;
