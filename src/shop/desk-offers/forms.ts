import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';
import { type OffersFilter, SHOWN, SORTS } from './filter.ts';
import { SAID, type Said } from './said.ts';

/** An address that was garbled on its way still shows the list: what cannot be read is left out. */
const one = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(200))
  .catch('');

const FilterQuery = z.object({
  q: one,
  state: z.enum(SHOWN).optional().catch(undefined),
  group: one.transform((text) => parseId<'offering'>(text)),
  sortBy: z.enum(SORTS).catch('newest'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export const readFilter = (query: unknown): OffersFilter => {
  const { q, state, group, sortBy, page } = FilterQuery.parse(query ?? {});
  return { typed: q.replaceAll('\0', '').trim(), state, offeringId: group, sortBy, page };
};

export const readId = (params: unknown): string | undefined =>
  z.object({ id: z.string().transform((text) => parseId<'offer'>(text)) }).safeParse(params).data?.id;

export type Errors = Readonly<Record<string, string>>;
export type Typed = Readonly<Record<string, string>>;
export type Form = { readonly typed: Typed; readonly errors: Errors };

export const EMPTY: Form = { typed: {}, errors: {} };

/** What a mail program would make a link of: our letters greet people by these names. */
const LINK = /[/\\@]|:\S|www\.|[\p{L}\p{N}]\.(\p{Ll}{2,}|\p{Lu}{2,})/u;
const PLAIN = /^[^\p{Cc}\p{Cf}<>]*$/u;

const days = z.coerce
  .number({ error: 'Please choose how long.' })
  .int('Please choose whole days.')
  .min(1, 'At least one day.')
  .max(30, 'At most thirty days.');

const NewOffer = z.object({
  name: z
    .string({ error: 'Please give the name of the person.' })
    .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'Please give the name of the person.')
        .max(120, 'Please shorten the name to 120 letters.')
        .regex(PLAIN, 'Please write the name in plain letters.')
        .refine((text) => !LINK.test(text), 'Please write the name without an address in it.'),
    ),
  email: z
    .string({ error: 'Please give an e-mail address.' })
    .transform((text) => text.trim().toLowerCase())
    .pipe(
      z
        .email(
          'This does not look like an e-mail address. It should have an @ and a dot, like wren@mail.example.',
        )
        .max(254, 'This address is too long.'),
    ),
  days,
  tier: z
    .union([z.literal('').transform(() => undefined), z.uuid('Please choose one of these prices.')])
    .optional(),
  note: z
    .string()
    .max(500, 'Please keep it to 500 letters.')
    .refine((text) => !text.includes('\0'), 'Please write plain words.')
    .transform((text) => text.trim() || undefined)
    .optional(),
});

export type NewOffer = z.output<typeof NewOffer>;

export const readNewOffer = (body: unknown): { readonly wish: NewOffer } | Form => {
  const typed = textsOf(body);
  const read = NewOffer.safeParse(typed);
  return read.success ? { wish: read.data } : { typed, errors: messages(read.error) };
};

/** Whole days of more time; undefined for what cannot be read. */
export const readDays = (body: unknown): number | undefined =>
  z.object({ days }).safeParse(body ?? {}).data?.days;

const WORDS = 600;

/** What the practice adds to a letter, and what is wrong with it: mail lies open, so it never names the group. */
export const readWords = (
  given: unknown,
  group: string,
): { readonly words: string | undefined; readonly error: string | undefined } => {
  const { words: typed } = z
    .object({ words: z.string().catch('') })
    .catch({ words: '' })
    .parse(given ?? {});
  const words = typed.replaceAll('\0', '').trim() || undefined;
  return { words, error: words === undefined ? undefined : wrongInWords(words, group) };
};

const wrongInWords = (words: string, group: string): string | undefined => {
  if (words.length > WORDS) return `Please use at most ${WORDS} letters.`;
  return words.toLowerCase().includes(group.toLowerCase())
    ? 'This names the group. Mail is not private, so please leave the name out.'
    : undefined;
};

export const readHours = (body: unknown): number | undefined =>
  z.object({ hours: z.coerce.number().int().min(6).max(336) }).safeParse(body ?? {}).data?.hours;

/** Whether a seat is opened to everybody, or opened ones are kept for those who wait again. */
export const readOpening = (body: unknown): 'open' | 'keep' | undefined =>
  z.object({ what: z.enum(['open', 'keep']) }).safeParse(body ?? {}).data?.what;

/** What was done just now, for a word about it. */
export const readSaid = (query: unknown): Said | undefined =>
  z.object({ said: z.enum(SAID) }).safeParse(query ?? {}).data?.said;

const textsOf = (body: unknown): Typed =>
  Object.fromEntries(
    Object.entries(typeof body === 'object' && body !== null ? body : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= 2000,
    ),
  );

const messages = (error: z.ZodError): Errors => {
  const first: Record<string, string> = {};
  for (const issue of error.issues) first[String(issue.path[0])] ??= issue.message;
  return first;
};
