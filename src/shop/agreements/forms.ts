import { z } from 'zod';
import type { AgreementWords, Seen } from './agreement.ts';

const WordsForm = z.object({
  title: z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, 'Please give it a title.').max(120, 'Please use at most 120 letters here.')),
  body: z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(1, 'Please write what people agree to.')
        .max(30_000, 'This is longer than anybody reads: at most 30,000 letters.'),
    ),
});

const text = z.string().max(60_000).catch('');
const AsTyped = z.object({ title: text, body: text });

type Writable = { -readonly [Field in keyof AgreementWords]?: string };
export type WordsErrors = Readonly<Writable>;

export type WordsInput = { readonly typed: AgreementWords } & (
  | { readonly ok: true; readonly words: AgreementWords }
  | { readonly ok: false; readonly errors: WordsErrors }
);

/** Reads the form; what was typed is kept whatever comes of it. */
export const readWords = (body: unknown): WordsInput => {
  const typed = AsTyped.parse(body ?? {});
  const parsed = WordsForm.safeParse(typed);
  if (parsed.success) return { typed, ok: true, words: parsed.data };
  const errors: Writable = {};
  for (const { path, message } of parsed.error.issues) errors[path[0] as keyof AgreementWords] ??= message;
  return { typed, ok: false, errors };
};

const whole = z.coerce.number().int().min(0).max(1_000_000);
const Shown = z
  .object({ over: whole.catch(-1), revision: whole.catch(-1) })
  .catch({ over: -1, revision: -1 });
/** What the page showed when it was opened; -1 where it does not say. */
export const readSeen = (body: unknown): Seen => Shown.parse(body ?? {});

const Version = z.object({ version: whole });
export const readVersion = (params: unknown): number | undefined => {
  const read = Version.safeParse(params);
  return read.success ? read.data.version : undefined;
};

const Compared = z.object({ with: whole.optional().catch(undefined) }).catch({});
/** The version to compare with; undefined for the one before. */
export const readCompared = (query: unknown): number | undefined => Compared.parse(query ?? {}).with;

const Told = z.object({ told: z.enum(['published', 'thrown-away']).optional().catch(undefined) }).catch({});
export type Told = 'published' | 'thrown-away';
export const readTold = (query: unknown): Told | undefined => Told.parse(query ?? {}).told;
