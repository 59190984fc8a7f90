import { row } from '../../kernel/csv.ts';
import { type Currency, money, toDecimal } from '../../kernel/money.ts';
import type { Movement } from './fund.ts';
import { KIND_WORDS } from './fund-words.ts';

export const movementHead = (): string =>
  row(['Date', 'Time', 'What', 'Amount', 'Currency', 'Day it came', 'Order', 'Note']);

/** One movement as a line; minus is what left the fund. */
export const movementRow = (movement: Movement, currency: Currency, zone: string): string => {
  const there = movement.at.toZonedDateTimeISO(zone);
  return row([
    there.toPlainDate().toString(),
    there.toPlainTime().toString({ smallestUnit: 'second' }),
    KIND_WORDS[movement.kind],
    toDecimal(money(movement.amountMinor, currency)),
    currency,
    movement.onDate?.toString() ?? null,
    movement.orderNumber,
    movement.note,
  ]);
};
