import { z } from 'zod';

const SECRET = /^[\w-]{22}$/;
const ReturnQuery = z.object({ token: z.string().max(64).optional().catch(undefined) });

/** A secret as links carry it; anything else is not found without asking the database. */
export const readSecret = (params: unknown): string | undefined => {
  const read = z.object({ secret: z.string().regex(SECRET) }).safeParse(params);
  return read.success ? read.data.secret : undefined;
};

/** What PayPal adds to our return address. None of it is proof; it only says "look now". */
export const readReturn = (query: unknown): { readonly token: string | undefined } => {
  const read = ReturnQuery.safeParse(query);
  return { token: read.success ? read.data.token : undefined };
};
