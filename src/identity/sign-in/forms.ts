import { z } from 'zod';
import { plainAddress } from '../people/public.ts';

/** A mail address as typed: no space around, lower case, at most 254 characters (RFC 5321 4.5.3.1.3). */
const AskForm = z.object({
  email: z.string().max(400).transform(plainAddress).pipe(z.email().max(254)),
});

export type AskInput =
  | { readonly ok: true; readonly email: string }
  | { readonly ok: false; readonly typed: string; readonly message: string };

/** Reads the address form; the message goes beside the field and what was typed is kept. */
export const readAsk = (body: unknown): AskInput => {
  const parsed = AskForm.safeParse(body);
  if (parsed.success) return { ok: true, email: parsed.data.email };
  const typed = z.object({ email: z.string().max(400) }).safeParse(body).data?.email ?? '';
  return {
    ok: false,
    typed,
    message:
      typed === ''
        ? 'Please type your e-mail address.'
        : 'This does not look like an e-mail address. Please check it.',
  };
};

/** The secret of a link: 44 characters of base64url; anything else is no link. */
export const readSecret = (params: unknown): string | undefined =>
  z.object({ secret: z.string().regex(/^[\w-]{44}$/) }).safeParse(params).data?.secret;
