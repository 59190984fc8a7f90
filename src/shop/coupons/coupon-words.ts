import { writeDate } from '../../kernel/formats.ts';
import { formatMoney, money } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Coupon, CouponState } from './coupon.ts';
import type { Standing } from './wish.ts';

export type Reader = { readonly locale: string; readonly zone: string };

/** "$20.00 off", "12.5% off". */
export const takesOffWords = (coupon: Coupon, { locale }: Reader): string =>
  coupon.amountMinor === null
    ? `${percent(coupon.perTenThousand ?? 0)}% off`
    : `${formatMoney(money(coupon.amountMinor, coupon.currency), locale)} off`;

/** "12.5" of 1,250 parts of ten thousand. */
export const percent = (perTenThousand: number): string => String(perTenThousand / 100);

export const STANDING_WORDS = {
  active: ['Can be used', 'plain'],
  'not-yet': ['Not yet', 'wait'],
  over: ['Over', 'off'],
  'run-out': ['Used up', 'off'],
  paused: ['Paused', 'wait'],
  archived: ['Put away', 'off'],
} as const satisfies Record<Standing, readonly [string, 'plain' | 'wait' | 'off']>;

/** "5 of 8", "5": how often it was used; what is being paid for right now stands beside it. */
export const usesWords = ({ used, reserved, usesLimit }: Coupon): string =>
  `${used}${usesLimit === null ? '' : ` of ${usesLimit}`}${reserved > 0 ? `, ${reserved} being paid` : ''}`;

const dayWords = (at: Instant, { locale, zone }: Reader): string =>
  writeDate(at.toZonedDateTimeISO(zone).toPlainDate(), locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  });

/** The last day that counts: a coupon is over at the first instant of the day after it. */
export const lastDayOf = (untilAt: Instant): Instant => untilAt.subtract({ seconds: 1 });

/** "Nov 1, 2026 to Nov 30, 2026", "until Nov 30, 2026", "any day". */
export const daysWords = ({ fromAt, untilAt }: Coupon, reader: Reader): string => {
  const until = untilAt && dayWords(lastDayOf(untilAt), reader);
  if (fromAt) return until ? `${dayWords(fromAt, reader)} to ${until}` : `from ${dayWords(fromAt, reader)}`;
  return until ? `until ${until}` : 'any day';
};

export const KIND_WORDS = { seat: 'Chairs in groups', workbook: 'Workbooks' } as const satisfies Record<
  Coupon['kinds'][number],
  string
>;

/** What was done to a coupon, for its history. */
export const changeWords = (
  was: CouponState | string | null,
  became: string,
  because: string | null,
): string => {
  if (was === null) return 'Made';
  if (because?.startsWith('changed: ')) return `Changed: ${because.slice('changed: '.length)}`;
  return (
    {
      paused: was === 'archived' ? 'Brought back, paused' : 'Paused',
      archived: 'Put away',
      active: 'Taken up again',
    }[became] ?? became
  );
};
