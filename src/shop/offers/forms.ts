import { z } from 'zod';

export const SecretInPath = z.object({ secret: z.string().regex(/^[\w-]{22}$/) });

const id = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

const Take = z.object({ tier: id });

/** The price that was chosen; undefined when none was, or what was sent is no price. */
export const readTier = (body: unknown): string | undefined => Take.safeParse(body ?? {}).data?.tier;

const No = z.object({ stay: z.enum(['yes', 'no']) });

/** Whether the person stays on the list; undefined when neither was chosen. Who never waited is not asked. */
export const readStay = (body: unknown, isAsked: boolean): boolean | undefined => {
  if (!isAsked) return false;
  const read = No.safeParse(body ?? {});
  return read.success ? read.data.stay === 'yes' : undefined;
};
