import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';
import { type Currency, fromDecimal } from '../../kernel/money.ts';
import { type PlainDate, Temporal } from '../../kernel/time.ts';
import type { Gift } from './actions.ts';
import { type FundFilter, KINDS } from './fund.ts';

export type Errors = Readonly<Record<string, string>>;
export type Typed = Readonly<Record<'amount' | 'day' | 'note' | 'way', string>>;

const text = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(1000))
  .catch('');
const once = text.transform((typed) => parseId<'movement'>(typed));

const AsTyped = z.object({ amount: text, day: text, note: text, way: text });
const CorrectionAsTyped = z
  .object({ correction_amount: text, correction_note: text, correction_way: text })
  .transform((typed) => ({
    amount: typed.correction_amount,
    day: '',
    note: typed.correction_note,
    way: typed.correction_way,
  }));
const Once = z.object({ once });

type Input<Value> = { readonly typed: Typed } & ({ readonly value: Value } | { readonly errors: Errors });

const amountOf = (typed: string, currency: Currency): number | undefined => {
  const read = fromDecimal(typed.trim().replace(',', '.'), currency);
  return read && read.minor > 0 && read.minor <= 100_000_000_000 ? read.minor : undefined;
};

const dayOf = (typed: string): PlainDate | undefined => {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(typed.trim()) ? Temporal.PlainDate.from(typed.trim()) : undefined;
  } catch {
    return undefined;
  }
};

const tidy = (typed: string): string => typed.normalize('NFC').replace(/\s+/g, ' ').trim();

const AMOUNT = 'Please write an amount above 0, like 250.00.';
const NOTE_LONG = 'Please use at most 300 letters here.';

/** A form that was sent without its number is another gift than the one before. */
const onceIn = (body: unknown, fresh: string): string => Once.parse(body ?? {}).once ?? fresh;

/** The desk's form of a gift. `fresh` is the number of a form that brought none. */
export const readGift = (
  body: unknown,
  {
    currency,
    today,
    fresh,
  }: { readonly currency: Currency; readonly today: PlainDate; readonly fresh: string },
): Input<Gift> => {
  const typed = AsTyped.parse(body ?? {});
  const [amountMinor, onDate, note] = [amountOf(typed.amount, currency), dayOf(typed.day), tidy(typed.note)];
  const errors: Record<string, string> = {};
  if (amountMinor === undefined) errors['amount'] = AMOUNT;
  if (onDate === undefined) errors['day'] = 'Please write the day it came, like 2026-11-24.';
  else if (Temporal.PlainDate.compare(onDate, today) > 0) errors['day'] = 'This day has not come yet.';
  if (note.length > 300) errors['note'] = NOTE_LONG;
  if (amountMinor === undefined || onDate === undefined || Object.keys(errors).length > 0)
    return { typed, errors };
  return { typed, value: { id: onceIn(body, fresh), amountMinor, onDate, note } };
};

/** A correction: more or less, with its reason. */
export const readCorrection = (
  body: unknown,
  { currency, fresh }: { readonly currency: Currency; readonly fresh: string },
): Input<Pick<Gift, 'id' | 'amountMinor' | 'note'>> => {
  const typed = CorrectionAsTyped.parse(body ?? {});
  const [amountMinor, note] = [amountOf(typed.amount, currency), tidy(typed.note)];
  const errors: Record<string, string> = {};
  if (typed.way !== 'more' && typed.way !== 'less')
    errors['correction_way'] = 'Please choose whether it is more or less.';
  if (amountMinor === undefined) errors['correction_amount'] = AMOUNT;
  if (note === '') errors['correction_note'] = 'Please write why, for whoever reads the books.';
  else if (note.length > 300) errors['correction_note'] = NOTE_LONG;
  if (amountMinor === undefined || Object.keys(errors).length > 0) return { typed, errors };
  return {
    typed,
    value: { id: onceIn(body, fresh), amountMinor: typed.way === 'less' ? -amountMinor : amountMinor, note },
  };
};

/** How much goes back into the fund. */
export const readReturn = (
  body: unknown,
  { currency, fresh }: { readonly currency: Currency; readonly fresh: string },
): Input<{ readonly id: string; readonly amountMinor: number }> => {
  const typed = AsTyped.parse(body ?? {});
  const amountMinor = amountOf(typed.amount, currency);
  if (amountMinor === undefined) return { typed, errors: { amount: AMOUNT } };
  return { typed, value: { id: onceIn(body, fresh), amountMinor } };
};

export const readId = (params: unknown): string | undefined =>
  z.object({ id: z.string().transform((id) => parseId<'use'>(id)) }).safeParse(params).data?.id;

const Filter = z.object({
  q: text,
  kind: z.enum(KINDS).optional().catch(undefined),
  sortBy: z.enum(['newest', 'oldest']).catch('newest'),
  page: text.transform((typed) => (/^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1)),
  done: z.enum(['gift', 'correction', 'returned']).optional().catch(undefined),
});

/** An address that was garbled on its way still shows the list: what cannot be read is left out. */
export const readFilter = (
  query: unknown,
): FundFilter & { readonly done: z.infer<typeof Filter>['done'] } => {
  const { q, done, ...rest } = Filter.parse(query ?? {});
  return { typed: q.replaceAll('\0', '').trim().slice(0, 120), ...rest, done };
};
