import { z } from 'zod';
import { plainAddress } from '../../identity/people/public.ts';
import { parseId } from '../../kernel/id.ts';
import { asAddress } from '../../kernel/page-address.ts';
import type { Profile } from './facilitator.ts';

/** Languages that are offered; one that somebody already has is offered to them as well. */
export const LANGUAGES = [
  'en', 'es', 'ar', 'bn', 'bs', 'cs', 'da', 'de', 'el', 'fa', 'fi', 'fil', 'fr', 'he', 'hi', 'hr', 'ht', 'hu', 'it', 'ja', 'ko',
  'nl', 'no', 'pl', 'pt', 'ro', 'ru', 'so', 'sr', 'sv', 'sw', 'tr', 'uk', 'ur', 'vi', 'yue', 'zh', 'ase',
] as const; // biome-ignore format: a list reads best in rows

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
const line = (most: number, missing: string) =>
  z
    .string()
    .transform(tidy)
    .pipe(z.string().min(1, missing).max(most, `Please use at most ${most} letters here.`));

const ProfileForm = z.object({
  name: line(100, 'Please give a name.'),
  credentials: line(60, 'Please give a title or a degree: “LCSW”, “Psychologist”.'),
  about: line(600, 'Please write a sentence or two.'),
  address: z
    .string()
    .refine((typed) => typed.trim() === '' || /^[a-z0-9-]{2,60}$/.test(asAddress(typed)), {
      error: 'Please use 2 to 60 plain letters, digits and hyphens, or leave it empty.',
    })
    .transform(asAddress),
  email: z
    .string()
    .transform(plainAddress)
    .pipe(z.email('This does not look like an e-mail address.').max(254, 'This address is too long.')),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'We do not know one of these languages.'))
    .min(1, 'Please choose one language at least.')
    .max(20, 'Please choose at most 20 languages.'),
});

type Writable = { -readonly [Field in keyof Profile]?: string };
export type ProfileErrors = Readonly<Writable>;

const text = z.string().max(60_000).catch('');
const many = z.preprocess((value) => [value ?? []].flat(), z.array(z.string().max(12)).max(60).catch([]));
const AsTyped = z.object({
  ...{ name: text, credentials: text, about: text, address: text, email: text },
  languages: many,
});
const Unseen = z.object({
  opened: z.coerce.number().int().min(0).max(1_000_000).catch(-1),
  step: z.enum(['look', 'write', 'save']).catch('save'),
});

export type ProfileInput = {
  readonly typed: Profile;
  readonly opened: number;
  /** look: how would the page be? write: back to the form. save: keep it. */
  readonly step: 'look' | 'write' | 'save';
} & (
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly errors: ProfileErrors }
);

/** Reads the form; what was typed is kept whatever comes of it. */
export const readProfile = (body: unknown): ProfileInput => {
  const typed = AsTyped.parse(body ?? {});
  const unseen = Unseen.parse(body ?? {});
  const parsed = ProfileForm.safeParse({ ...typed, languages: [...new Set(typed.languages)] });
  if (parsed.success) return { typed, ...unseen, ok: true, profile: parsed.data };
  const errors: Writable = {};
  for (const { path, message } of parsed.error.issues) errors[path[0] as keyof Profile] ??= message;
  return { typed, ...unseen, ok: false, errors };
};

const Params = z.object({ id: z.string().max(60) });
/** The id in an address; undefined where it is none. */
export const readFacilitatorId = (params: unknown): string | undefined => {
  const read = Params.safeParse(params);
  return read.success ? parseId(read.data.id) : undefined;
};

const Direction = z.object({ by: z.enum(['up', 'down']) });
export const readDirection = (body: unknown): -1 | 1 | undefined => {
  const read = Direction.safeParse(body);
  if (!read.success) return undefined;
  return read.data.by === 'up' ? -1 : 1;
};

const TOLD = ['added', 'saved', 'retired', 'back'] as const;
export type Told = (typeof TOLD)[number];
const ToldQuery = z.object({ told: z.enum(TOLD).optional().catch(undefined) }).catch({});
export const readTold = (query: unknown): Told | undefined => ToldQuery.parse(query ?? {}).told;
