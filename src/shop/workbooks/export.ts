import { row } from '../../kernel/csv.ts';
import { money, toDecimal } from '../../kernel/money.ts';
import type { Workbook } from './workbook.ts';

export const workbookHead = (): string =>
  row(['Name', 'State', 'Price', 'Currency', 'Version', 'Bought', 'Paid for it', 'Downloads', 'Address']);

type Sold = { readonly sold: number; readonly takenMinor: number; readonly downloads: number };

export const workbookRow = (workbook: Workbook & Sold): string => {
  const decimal = (minor: number) => toDecimal(money(minor, workbook.currency));
  return row([
    workbook.name,
    workbook.state,
    decimal(workbook.priceMinor),
    workbook.currency,
    workbook.newest,
    workbook.sold,
    decimal(workbook.takenMinor),
    workbook.downloads,
    workbook.address,
  ]);
};
