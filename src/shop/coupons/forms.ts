import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';
import { type Currency, fromDecimal } from '../../kernel/money.ts';
import { type Instant, type PlainDate, Temporal } from '../../kernel/time.ts';
import { asCode, CODE } from './code.ts';
import type { CouponState } from './coupon.ts';
import { type CouponFilter, SORTS, STANDINGS } from './list.ts';
import type { CouponWish } from './wish.ts';

export type Typed = Readonly<Record<string, string | readonly string[]>>;
export type Errors = Readonly<Record<string, string>>;

/** Where amounts and days of a form are read. */
export type Where = { readonly currency: Currency; readonly zone: string };

const text = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(500))
  .catch('');
const many = z
  .preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string().max(100)).max(200))
  .catch([]);

const AsTyped = z.object({
  title: text, code: text, takes: text, amount: text, share: text, lowest: text, limit: text, person: text,
  kind: many, group: many, from: text, until: text,
}); // biome-ignore format: names

type Read<Value> = { readonly value: Value } | { readonly error: string };

const wholeNumber = (typed: string, most: number, words: string): Read<number | null> => {
  if (typed.trim() === '') return { value: null };
  const value = /^\d{1,7}$/.test(typed.trim()) ? Number(typed) : 0;
  return value >= 1 && value <= most ? { value } : { error: words };
};

/** "45", "45.50" or "45,50", more than nothing. */
const amount = (typed: string, currency: Currency, words: string): Read<number> => {
  const read = fromDecimal(typed.trim().replace(',', '.'), currency);
  return read && read.minor > 0 && read.minor <= 100_000_000 ? { value: read.minor } : { error: words };
};

/** "10" or "12.5" percent as parts of ten thousand. */
const share = (typed: string): Read<number> => {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(typed.trim());
  const value = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : 0;
  return value >= 1 && value <= 10_000
    ? { value }
    : { error: 'Please write a share from 0.01 to 100 percent, like 10 or 12.5.' };
};

const day = (typed: string): Read<PlainDate | null> => {
  if (typed.trim() === '') return { value: null };
  try {
    return /^\d{4}-\d\d-\d\d$/.test(typed.trim())
      ? { value: Temporal.PlainDate.from(typed.trim()) }
      : { error: 'Please write the day like 2026-11-30.' };
  } catch {
    return { error: 'There is no such day.' };
  }
};

const startOf = (date: PlainDate | null, zone: string): Instant | null =>
  date?.toZonedDateTime(zone).toInstant() ?? null;

const readCode = (typed: string): Read<string | undefined> => {
  const code = asCode(typed);
  if (code === '') return { value: undefined };
  return CODE.test(code) ? { value: code } : { error: 'A code has 4 to 24 letters from A to Z and digits.' };
};

const readTitle = (typed: string): Read<string> => {
  const title = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (title === '') return { error: 'Please say what this coupon is for. Only the desk sees it.' };
  return title.length <= 120 ? { value: title } : { error: 'Please use at most 120 letters here.' };
};

const DAYS_TURNED = 'The last day lies before the first one.';
const LIMIT = 'Please write a whole number from 1 on, or leave it empty for no limit.';

/** The desk's form of a coupon: all errors at once, what was typed is kept. */
export const readCoupon = (
  body: unknown,
  { currency, zone }: Where,
): { readonly typed: Typed } & ({ readonly wish: CouponWish } | { readonly errors: Errors }) => {
  const typed = AsTyped.parse(body ?? {});
  const [from, until] = [day(typed.from), day(typed.until)];
  const reads = {
    title: readTitle(typed.title),
    code: readCode(typed.code),
    takes: typed.takes === 'amount' || typed.takes === 'share' ? { value: true } : { error: 'Please choose what it takes off.' },
    amount: typed.takes === 'amount' ? amount(typed.amount, currency, 'Please write an amount above 0, like 45.00.') : { value: null },
    share: typed.takes === 'share' ? share(typed.share) : { value: null },
    lowest: typed.lowest.trim() === '' ? { value: 0 } : amount(typed.lowest, currency, 'Please write an amount, like 90.00, or leave it empty.'),
    limit: wholeNumber(typed.limit, 1_000_000, LIMIT),
    person: wholeNumber(typed.person, 100, 'Please write a whole number from 1 to 100, or leave it empty for no limit.'),
    kind: kindsOf(typed.kind),
    from,
    until: isTurned(from, until) ? { error: DAYS_TURNED } : until,
  } satisfies Record<string, Read<unknown>>; // biome-ignore format: a field a line
  const errors = Object.fromEntries(
    Object.entries(reads).flatMap(([name, read]) => ('error' in read ? [[name, read.error]] : [])),
  );
  if (Object.keys(errors).length > 0) return { typed, errors };
  const value = <Value>(read: Read<Value>): Value => (read as { readonly value: Value }).value;
  const lastDay = value(reads.until);
  return {
    typed,
    wish: {
      title: value(reads.title),
      code: value(reads.code),
      amountMinor: value<number | null>(reads.amount),
      perTenThousand: value<number | null>(reads.share),
      lowestMinor: value(reads.lowest),
      usesLimit: value(reads.limit),
      personLimit: value(reads.person),
      kinds: value(reads.kind),
      offeringIds: typed.group.flatMap((id) => parseId<'offering'>(id) ?? []),
      fromAt: startOf(value(reads.from), zone),
      untilAt: startOf(lastDay?.add({ days: 1 }) ?? null, zone),
    },
  };
};

const kindsOf = (typed: readonly string[]): Read<CouponWish['kinds']> => {
  const kinds = (['seat', 'workbook'] as const).filter((kind) => typed.includes(kind));
  return kinds.length > 0 ? { value: kinds } : { error: 'Please choose what it is for.' };
};

const isTurned = (from: Read<PlainDate | null>, until: Read<PlainDate | null>): boolean =>
  'value' in from && 'value' in until && from.value !== null && until.value !== null &&
  Temporal.PlainDate.compare(from.value, until.value) > 0; // biome-ignore format: one thought

export const readId = (params: unknown): string | undefined =>
  z.object({ id: z.string().transform((id) => parseId<'coupon'>(id)) }).safeParse(params).data?.id;

const page = text.transform((typed) => (/^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1));

const Filter = z.object({
  q: text,
  state: z.enum(STANDINGS).catch('open'),
  sortBy: z.enum(SORTS).catch('newest'),
  page,
});

/** An address that was garbled on its way still shows the list: what cannot be read is left out. */
export const readFilter = (query: unknown): CouponFilter => {
  const { q, state, sortBy, page: number } = Filter.parse(query ?? {});
  return { typed: q.replaceAll('\0', '').trim().slice(0, 120), shown: state, sortBy, page: number };
};

export const readPage = (query: unknown): number => z.object({ page }).parse(query ?? {}).page;

export const readMove = (body: unknown): CouponState | undefined =>
  z.object({ to: z.enum(['active', 'paused', 'archived']) }).safeParse(body).data?.to;

/** Which of its own answers a coupon's page shows. */
export const readDone = (query: unknown): 'made' | 'saved' | 'moved' | undefined =>
  z.object({ done: z.enum(['made', 'saved', 'moved']).optional().catch(undefined) }).parse(query ?? {}).done;
