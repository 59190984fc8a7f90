import { formatMoney, money } from '../../kernel/money.ts';
import type { Workbook, WorkbookState } from './workbook.ts';

export const STATE_WORDS = {
  draft: ['Not published', 'wait'],
  published: ['Published', 'plain'],
  archived: ['Put away', 'off'],
} as const satisfies Record<WorkbookState, readonly [string, 'plain' | 'wait' | 'off']>;

/** "$12.00", or "Free". */
export const priceWords = (
  { priceMinor, currency }: Pick<Workbook, 'priceMinor' | 'currency'>,
  locale: string,
): string => (priceMinor === 0 ? 'Free' : formatMoney(money(priceMinor, currency), locale));
