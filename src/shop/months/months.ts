import type { Currency } from '../../kernel/money.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';

/** What a month brought. Money is in minor units of the practice's currency. */
export type MonthFacts = {
  readonly first: PlainDate;
  readonly orders: number;
  /** Addresses that took a chair in this month for the first time. */
  readonly newPeople: number;
  readonly seatsTaken: number;
  readonly seatsFreed: number;
  readonly grossMinor: number;
  readonly feesMinor: number;
  readonly givenBackMinor: number;
};

export type MonthRow = Omit<MonthFacts, 'first'> & { readonly month: string };

export const MONTHS = 12;

/** The first days of the last `count` months, oldest first, the running month last. */
export const monthsUpTo = (now: Instant, zone: string, count: number = MONTHS): PlainDate[] => {
  const first = now.toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 });
  return Array.from({ length: count }, (_, index) => first.subtract({ months: count - 1 - index }));
};

/** Each month with its facts; months in which nothing happened stand with nothing. */
export const filled = (months: readonly PlainDate[], rows: readonly MonthRow[]): MonthFacts[] => {
  const known = new Map(rows.map((row) => [row.month, row]));
  return months.map((first) => {
    const { month: _month, ...facts } = known.get(first.toString().slice(0, 7)) ?? NOTHING;
    return { first, ...facts };
  });
};

const NOTHING: MonthRow = {
  month: '',
  orders: 0,
  newPeople: 0,
  seatsTaken: 0,
  seatsFreed: 0,
  grossMinor: 0,
  feesMinor: 0,
  givenBackMinor: 0,
};

/** What stays of a month's money. */
export const netOf = ({ grossMinor, feesMinor, givenBackMinor }: MonthFacts): number =>
  grossMinor - feesMinor - givenBackMinor;

export type MonthsView = { readonly months: readonly MonthFacts[]; readonly currency: Currency };
