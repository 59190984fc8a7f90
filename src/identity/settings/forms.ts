import { z } from 'zod';
import { type Currency, isCurrency } from '../../kernel/money.ts';
import { plainAddress } from '../people/public.ts';
import { isLocale, isRegion, isZone } from './choices.ts';
import type { Settings } from './settings.ts';

const MOST_LINES = 6;

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
const line = (most: number, missing: string) =>
  z
    .string()
    .transform(tidy)
    .pipe(z.string().min(1, missing).max(most, `Please use at most ${most} letters here.`));

const neutralName = z
  .string()
  .transform(tidy)
  .pipe(
    z
      .string()
      .min(2, 'Please give a neutral name of two letters or more.')
      .max(40, 'Bank statements are short: at most 40 letters.'),
  );
const email = z
  .string()
  .transform(plainAddress)
  .pipe(z.email('This does not look like an e-mail address.').max(254, 'This address is too long.'));
const phone = z
  .string()
  .transform(tidy)
  .pipe(
    z
      .string()
      .max(40, 'Please use at most 40 letters here.')
      .regex(/^$|^[^a-z]*\d[^a-z]*$/i, 'A phone number is made of digits. Leave it empty if you want none.'),
  );
const address = z
  .string()
  .transform((text) => text.split('\n').map(tidy).filter(Boolean))
  .pipe(
    z
      .array(z.string().max(120, 'A line is longer than 120 letters.'))
      .max(MOST_LINES, `Please use at most ${MOST_LINES} lines.`),
  );
const currency = z.custom<Currency>(
  (code) => typeof code === 'string' && isCurrency(code),
  'Please choose a currency.',
);

/** What stands now stays allowed: a country or locale by an older name is no reason to refuse the rest. */
const settingsForm = (current: Settings) =>
  z.object({
    name: line(120, 'Please give the practice a name.'),
    neutralName,
    email,
    phone,
    address,
    region: z
      .string()
      .refine((code) => isRegion(code) || code === current.region, 'Please choose a country.'),
    zone: z.string().refine(isZone, 'Please choose a time zone.'),
    locale: z
      .string()
      .refine((name) => isLocale(name) || name === current.locale, 'Please choose how dates are written.'),
    currency,
  });

type Field = keyof Settings;
export type TypedSettings = Readonly<Record<Field, string>>;
export type SettingsErrors = { readonly [Name in Field]?: string };

const text = z.string().max(60_000).catch('');
const AsTyped = z.object({
  name: text,
  neutralName: text,
  email: text,
  phone: text,
  address: text,
  region: text,
  zone: text,
  locale: text,
  currency: text,
});
const Opened = z.object({ opened: z.coerce.number().int().min(0).max(1_000_000).catch(-1) });

export type SettingsInput = {
  readonly typed: TypedSettings;
  /** How many savings there were when the form was opened; -1 where it does not say. */
  readonly opened: number;
} & (
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly errors: SettingsErrors }
);

/** Reads the form; what was typed is kept whatever comes of it. */
export const readSettingsForm = (body: unknown, current: Settings): SettingsInput => {
  const typed = AsTyped.parse(body ?? {});
  const { opened } = Opened.parse(body ?? {});
  const parsed = settingsForm(current).safeParse(typed);
  if (parsed.success) return { typed, opened, ok: true, settings: parsed.data };
  const errors: { [Name in Field]?: string } = {};
  for (const { path, message } of parsed.error.issues) errors[path[0] as Field] ??= message;
  return { typed, opened, ok: false, errors };
};

const Page = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) }).catch({ page: 1 });
export const readPage = (query: unknown): number => Page.parse(query).page;

const Saved = z.object({ saved: z.string().max(10).optional().catch(undefined) }).catch({});
export const readSaved = (query: unknown): boolean => Saved.parse(query).saved === 'yes';

const one = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(40))
  .catch('');
const Color = z.object({ dye: one, own: one }).catch({ dye: '', own: '' });

/** A ready dye by its color, 'own' for the typed one, '' for nothing chosen. */
export const readColor = (values: unknown): { readonly dye: string; readonly own: string } => {
  const { dye, own } = Color.parse(values ?? {});
  return { dye, own: own.trim() };
};
