import { z } from 'zod';
import { type Id, parseId } from '../../kernel/id.ts';

const Path = z.object({ id: z.string() });

export const readLetterId = (params: unknown): Id<'mail'> | undefined => {
  const path = Path.safeParse(params);
  return path.success ? parseId<'mail'>(path.data.id) : undefined;
};

const Query = z
  .object({ done: z.enum(['again', 'aside']).optional().catch(undefined) })
  .catch({ done: undefined });

/** What was done on the page before, to say so. */
export const readDone = (query: unknown): 'again' | 'aside' | undefined => Query.parse(query ?? {}).done;
