import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';

export const readOrderId = (params: unknown) =>
  z.object({ id: z.string().transform((text) => parseId<'order'>(text)) }).safeParse(params).data?.id;
