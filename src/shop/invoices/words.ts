import { writeDate } from '../../kernel/formats.ts';
import type { PlainDate } from '../../kernel/time.ts';

/** What of a frozen line an invoice may say. */
export type Sold = {
  readonly kind: 'seat' | 'workbook';
  readonly count: number;
  /** Days of the first and the last meeting, in the group's zone. */
  readonly firstOn: PlainDate | undefined;
  readonly lastOn: PlainDate | undefined;
};

const DAY = { year: 'numeric', month: 'short', day: 'numeric' } as const;

/**
 * A row's words. An invoice goes to employers, insurers and tax offices: it says what was sold and when, and never
 * which group or what it is about.
 */
export const rowWords = ({ kind, count, firstOn, lastOn }: Sold, locale: string): string => {
  if (kind === 'workbook') return 'Workbook, as a file';
  const things = count === 1 ? '1 appointment' : `${count} appointments`;
  if (!firstOn) return things;
  const first = writeDate(firstOn, locale, DAY);
  return !lastOn || lastOn.equals(firstOn)
    ? `${things}, ${first}`
    : `${things}, ${first} to ${writeDate(lastOn, locale, DAY)}`;
};

/** "19%", "7.25%". */
export const rateWords = (rate: number): string => `${Number((rate / 1000).toFixed(3))}%`;

export const SAVING_WORDS = {
  package: 'Saved in a package',
  coupon: 'Coupon',
  fund: 'Paid by a sponsors’ fund',
} as const;

export const KIND_WORDS = { invoice: 'Invoice', counter: 'Counter-invoice' } as const;
