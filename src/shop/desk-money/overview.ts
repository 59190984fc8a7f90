import type { Currency } from '../../kernel/money.ts';

/** What one kind of posting did to one account, in minor units: in all, in the running month and in the one before. */
export type Moved = {
  readonly because: string;
  readonly account: string;
  readonly currency: Currency;
  readonly everMinor: number;
  readonly monthMinor: number;
  readonly lastMonthMinor: number;
};

export const SPANS = ['month', 'lastMonth', 'ever'] as const;
export type SpanName = (typeof SPANS)[number];

/** A stretch of time in sums; what came is plus, what went is plus too, under its own name. */
export type Sums = {
  readonly cameMinor: number;
  readonly feesMinor: number;
  readonly backMinor: number;
  readonly disputesMinor: number;
  /** To the bank (minus) or from it, other currencies, differences settled by hand. */
  readonly bankMinor: number;
  readonly exchangeMinor: number;
  readonly differencesMinor: number;
  /** What the PayPal balance rose by; below zero: fell. */
  readonly balanceMinor: number;
};

export type MoneyOverview = { readonly currency: Currency } & Readonly<Record<SpanName, Sums>>;

type Part = 'came' | 'back' | 'disputes' | 'bank' | 'exchange' | 'differences';

/** What a posting is for whoever reads sums; whatever is new and unknown shows under differences and is not lost. */
const PARTS: Readonly<Record<string, Part>> = {
  sale: 'came',
  surplus: 'came',
  refund: 'back',
  dispute: 'disputes',
  'dispute-fee': 'disputes',
  'dispute-won': 'disputes',
  bank: 'bank',
  exchange: 'exchange',
};

/** The PayPal account by currency, in parts that sum to its balance. */
export const overviewOf = (moved: readonly Moved[]): MoneyOverview[] =>
  [...Map.groupBy(moved, ({ currency }) => currency)].map(([currency, rows]) => ({
    currency,
    month: sumsOf(rows, ({ monthMinor }) => monthMinor),
    lastMonth: sumsOf(rows, ({ lastMonthMinor }) => lastMonthMinor),
    ever: sumsOf(rows, ({ everMinor }) => everMinor),
  }));

const ATPAYPAL = ['paypal-balance', 'paypal-fees'];

const sumsOf = (rows: readonly Moved[], of: (row: Moved) => number): Sums => {
  const sum = (chosen: readonly Moved[]) => chosen.reduce((total, row) => total + of(row), 0);
  /** Before the fee: what came to the account and what PayPal kept of it. */
  const part = (name: Part) =>
    sum(
      rows.filter(
        ({ account, because }) => ATPAYPAL.includes(account) && (PARTS[because] ?? 'differences') === name,
      ),
    );
  return {
    cameMinor: part('came'),
    feesMinor: sum(rows.filter(({ account }) => account === 'paypal-fees')),
    backMinor: 0 - part('back'),
    disputesMinor: 0 - part('disputes'),
    bankMinor: part('bank'),
    exchangeMinor: part('exchange'),
    differencesMinor: part('differences'),
    balanceMinor: sum(rows.filter(({ account }) => account === 'paypal-balance')),
  };
};

/** What stays of what came. */
export const netOf = ({ cameMinor, feesMinor, backMinor, disputesMinor }: Sums): number =>
  cameMinor - feesMinor - backMinor - disputesMinor;

/** Money that lies at PayPal and is spoken for. */
export type SpokenFor = {
  readonly currency: Currency;
  readonly onItsWayMinor: number;
  readonly disputedMinor: number;
};

/** What could be moved to the bank: what lies at PayPal, without what goes back and what is disputed. */
export const payoutOf = (balanceMinor: number, spoken: SpokenFor | undefined): number =>
  balanceMinor - (spoken?.onItsWayMinor ?? 0) - (spoken?.disputedMinor ?? 0);
