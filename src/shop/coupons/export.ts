import { row } from '../../kernel/csv.ts';
import { money, toDecimal } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Coupon } from './coupon.ts';
import { lastDayOf } from './coupon-words.ts';
import { standingOf } from './wish.ts';

export const couponHead = (): string =>
  row([
    'Code',
    'For',
    'State',
    'Amount',
    'Percent',
    'Currency',
    'Lowest sum',
    'Uses',
    'Being paid',
    'Limit',
    'Limit a person',
    'First day',
    'Last day',
  ]);

const dayOf = (at: Instant | null, zone: string): string | null =>
  at?.toZonedDateTimeISO(zone).toPlainDate().toString() ?? null;

export const couponRow = (coupon: Coupon, now: Instant, zone: string): string => {
  const decimal = (minor: number) => toDecimal(money(minor, coupon.currency));
  return row([
    coupon.code,
    coupon.title,
    standingOf(coupon, now),
    coupon.amountMinor === null ? null : decimal(coupon.amountMinor),
    coupon.perTenThousand === null ? null : String(coupon.perTenThousand / 100),
    coupon.currency,
    decimal(coupon.lowestMinor),
    coupon.used,
    coupon.reserved,
    coupon.usesLimit,
    coupon.personLimit,
    dayOf(coupon.fromAt, zone),
    dayOf(coupon.untilAt && lastDayOf(coupon.untilAt), zone),
  ]);
};

export const useHead = (): string => row(['Date', 'Time', 'State', 'Order', 'Saved', 'Currency']);

export type ExportedUse = {
  readonly at: Instant;
  readonly state: string;
  readonly orderNumber: number | null;
  readonly savingMinor: number;
};

/** One use as a line: the order's number leads to whoever it was, for those who may look. */
export const useRow = (use: ExportedUse, { currency }: Pick<Coupon, 'currency'>, zone: string): string => {
  const there = use.at.toZonedDateTimeISO(zone);
  return row([
    there.toPlainDate().toString(),
    there.toPlainTime().toString({ smallestUnit: 'second' }),
    use.state,
    use.orderNumber,
    toDecimal(money(use.savingMinor, currency)),
    currency,
  ]);
};
