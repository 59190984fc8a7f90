import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';

export const SecretInPath = z.object({ secret: z.string().regex(/^[\w-]{22}$/) });

/** The number of a version in an address. */
export const VersionInPath = z.object({
  version: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number),
});

export const DownloadInPath = z.object({ id: z.string().transform((id) => parseId<'download'>(id)) });

export const StateForm = z.object({ to: z.enum(['ended', 'open']) });
