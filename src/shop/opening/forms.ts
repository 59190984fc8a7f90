import { z } from 'zod';
import { type PlainDate, Temporal } from '../../kernel/time.ts';

const text = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(1000))
  .catch('');
const AsTyped = z.object({ day: text, who: text });

export type Typed = { readonly day: string; readonly who: string };
export type Errors = { readonly day?: string; readonly who?: string };
export type CheckInput = { readonly typed: Typed } & (
  | { readonly ok: true; readonly on: PlainDate; readonly who: string }
  | { readonly ok: false; readonly errors: Errors }
);

const dayOf = (typed: string): PlainDate | undefined => {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(typed.trim()) ? Temporal.PlainDate.from(typed.trim()) : undefined;
  } catch {
    return undefined;
  }
};

const whoOf = (typed: string): string => typed.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Reads on which day the crisis numbers were called, and by whom; what was typed is kept whatever comes of it. */
export const readCheck = (body: unknown, today: PlainDate): CheckInput => {
  const typed = AsTyped.parse(body ?? {});
  const [on, who] = [dayOf(typed.day), whoOf(typed.who)];
  const errors = { ...dayError(on, today), ...whoError(who) };
  return on && Object.keys(errors).length === 0 ? { typed, ok: true, on, who } : { typed, ok: false, errors };
};

const dayError = (on: PlainDate | undefined, today: PlainDate): Errors => {
  if (!on) return { day: 'Please give the day on which the numbers were called.' };
  if (Temporal.PlainDate.compare(on, today) > 0)
    return { day: 'This day has not come yet. Please call first, then write it down.' };
  return Temporal.PlainDate.compare(on, today.subtract({ years: 1 })) < 0
    ? { day: 'This is more than a year ago. Please call once more.' }
    : {};
};

const whoError = (who: string): Errors => {
  if (who === '') return { who: 'Please say who called.' };
  return who.length > 120 ? { who: 'Please use at most 120 letters here.' } : {};
};

const Told = z.object({ told: z.enum(['checked', 'asked', 'letter']).optional().catch(undefined) }).catch({});
export type Told = 'checked' | 'asked' | 'letter';
/** What was just done, to be said once. */
export const readTold = (query: unknown): Told | undefined => Told.parse(query ?? {}).told;
