import { Temporal } from '../../kernel/time.ts';
import type { Typed } from './rows.ts';

export type Errors = Readonly<Record<string, string>>;

/** What a part of the form was read as, or what is wrong with it, by the names of the fields. */
export type Read<Fields> =
  | { readonly ok: true; readonly fields: Fields }
  | { readonly ok: false; readonly errors: Errors };

const LONGEST = 20_000;

/** Texts only: a field sent twice counts by its first, anything else is as if it had not been sent. */
export const typedOf = (body: unknown): Typed =>
  Object.fromEntries(
    Object.entries(typeof body === 'object' && body !== null ? body : {}).flatMap(([key, value]) => {
      const one: unknown = Array.isArray(value) ? value[0] : value;
      return typeof one === 'string' && one.length <= LONGEST ? [[key, one] as const] : [];
    }),
  );

export const finished = <Fields>(errors: Errors, fields: Fields): Read<Fields> =>
  Object.keys(errors).length === 0 ? { ok: true, fields } : { ok: false, errors };

/** Collects what is wrong; the first message of a field counts. */
export const listErrors = () => {
  const errors: Record<string, string> = {};
  return {
    errors,
    add: (field: string, message: string) => {
      errors[field] ??= message;
    },
  };
};

export type ErrorList = ReturnType<typeof listErrors>;

export const oneLine = (text: string | undefined): string =>
  (text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();

/** A text of one paragraph, at most so long. */
export const readText = (
  typed: Typed,
  { field, most }: { readonly field: string; readonly most: number },
  { add }: ErrorList,
): string => {
  const text = oneLine(typed[field]);
  if (text.length > most)
    add(field, `Please use at most ${most} letters here. There are ${text.length} now.`);
  return text;
};

/** Short sentences, one to a line. */
export const readLines = (
  typed: Typed,
  { field, most, longest }: { readonly field: string; readonly most: number; readonly longest: number },
  { add }: ErrorList,
): readonly string[] => {
  const lines = (typed[field] ?? '').split(/\r?\n/).map(oneLine).filter(Boolean);
  if (lines.length > most)
    add(field, `Please write at most ${most} lines here. There are ${lines.length} now.`);
  const long = lines.find((line) => line.length > longest);
  if (long)
    add(field, `Please keep each line below ${longest} letters. This one is longer: “${long.slice(0, 40)}…”`);
  return lines;
};

/** A whole number between two bounds; `fallback` where nothing that counts was typed, which is an error as well. */
export const readWhole = (
  typed: Typed,
  { field, from, to }: { readonly field: string; readonly from: number; readonly to: number },
  { add }: ErrorList,
): number => {
  const text = oneLine(typed[field]);
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= from && number <= to) return number;
  add(field, `Please write a whole number from ${from} to ${to}.`);
  return from;
};

/** One of a closed list. */
export const readOne = <Value extends string>(
  typed: Typed,
  { field, of }: { readonly field: string; readonly of: readonly Value[] },
  { add }: ErrorList,
): Value => {
  const found = of.find((value) => value === typed[field]);
  if (found === undefined) add(field, 'Please choose one of these.');
  return found ?? (of[0] as Value);
};

/** Dates of groups lie near: farther away it is a slip of the finger. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/** A date as browsers send it, as an ISO date; an error where it is none. */
export const readDate = (typed: Typed, field: string, { add }: ErrorList): string => {
  const text = oneLine(typed[field]);
  const date = dateOf(text);
  if (date && date.year >= FIRST_YEAR && date.year < LAST_YEAR) return date.toString();
  add(field, 'Please write a date such as 2026-11-26.');
  return `${FIRST_YEAR}-01-01`;
};

const dateOf = (text: string): Temporal.PlainDate | undefined => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
};

/** A time of day as browsers send it, "18:30"; an error where it is none. */
export const readTime = (typed: Typed, field: string, { add }: ErrorList): string => {
  const text = oneLine(typed[field])
    .replace(/^(\d):/, '0$1:')
    .replace(/^(\d\d:\d\d):\d\d$/, '$1');
  if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)) return text;
  add(field, 'Please write a time such as 18:30.');
  return '12:00';
};
