import type { Currency } from '../../kernel/money.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';
import { Temporal } from '../../kernel/time.ts';

/** A month of the books in the practice's zone. */
export type Month = { readonly year: number; readonly month: number };

/** "2026-11" as a month; undefined for what is none. */
export const readMonth = (text: string): Month | undefined => {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  return match ? { year: Number(match[1]), month: Number(match[2]) } : undefined;
};

export const writeMonth = ({ year, month }: Month): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;

export const monthOf = (at: Instant, zone: string): Month => {
  const { year, month } = at.toZonedDateTimeISO(zone);
  return { year, month };
};

export const firstDayOf = ({ year, month }: Month): PlainDate =>
  Temporal.PlainDate.from({ year, month, day: 1 });

export const monthAfter = (month: Month, months: number): Month => {
  const there = firstDayOf(month).add({ months });
  return { year: there.year, month: there.month };
};

/** From the first instant of the month to the first of the next, in a zone. */
export const spanOf = (month: Month, zone: string): { readonly since: Instant; readonly until: Instant } => {
  const first = firstDayOf(month);
  return {
    since: first.toZonedDateTime(zone).toInstant(),
    until: first.add({ months: 1 }).toZonedDateTime(zone).toInstant(),
  };
};

/** What an account had, got and gave in a month. Debit and credit are above zero. */
export type AccountMonth = {
  readonly account: string;
  readonly currency: Currency;
  readonly beforeMinor: number;
  readonly debitMinor: number;
  readonly creditMinor: number;
};

export const afterOf = ({ beforeMinor, debitMinor, creditMinor }: AccountMonth): number =>
  beforeMinor + debitMinor - creditMinor;
