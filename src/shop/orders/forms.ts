import { z } from 'zod';
import { textsOf } from '../../kernel/typed.ts';

export type Errors = Readonly<Record<string, string>>;
export type Form = { readonly typed: Readonly<Record<string, string>>; readonly errors: Errors };

export const SecretInPath = z.object({ secret: z.string().regex(/^[\w-]{22}$/) });

/** What a page tells besides its own content; anything else is as if absent. */
export const OrderQuery = z.object({
  placed: z.literal('1').optional().catch(undefined),
  sent: z.enum(['yes', 'later']).optional().catch(undefined),
});

const Find = z.object({
  email: z
    .string({ error: 'Please give the e-mail address you used.' })
    .transform((text) => text.trim().toLowerCase())
    .pipe(
      z
        .email(
          'This does not look like an e-mail address. It should have an @ and a dot, like wren@mail.example.',
        )
        .max(254, 'This address is too long.'),
    ),
});

export const readFind = (body: unknown): { readonly email: string } | Form => {
  const typed = textsOf(body);
  const read = Find.safeParse(typed);
  return read.success ? read.data : { typed, errors: { email: read.error.issues[0]?.message ?? '' } };
};

const NAME = /^[^\p{Cc}\p{Cf}<>]{1,120}$/u;

/** The attendee's signature: each sentence ticked, the name typed, the agreement agreed to. */
export const readSignature = (
  body: unknown,
  sentences: readonly string[],
): { readonly name: string } | Form => {
  const typed = textsOf(body);
  const errors: Record<string, string> = {};
  for (const [index, sentence] of sentences.entries())
    if (typed[`attest_${index}`] !== 'yes')
      errors[`attest_${index}`] =
        `Please tick “${sentence}” if it is true. If it is not, write to us and we look for a way together.`;
  const name = (typed['signed_name'] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
  if (name === '') errors['signed_name'] = 'Please type your name. It stands for your signature.';
  else if (!NAME.test(name))
    errors['signed_name'] = 'Please write your name in plain letters, at most 120 of them.';
  if (typed['agree'] !== 'yes') errors['agree'] = 'Please tick this box if you agree.';
  return Object.keys(errors).length === 0 ? { name } : { typed, errors };
};
