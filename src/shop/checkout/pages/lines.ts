import { formatMoney, money } from '../../../kernel/money.ts';
import { oneChair } from '../../../ui/drawings/seat-ring.ts';
import { oneSheet } from '../../../ui/drawings/things.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { type PurchaseLine, purchaseLines, runWords, sumList, sumWords } from '../../../ui/purchase.ts';
import { shownCode } from '../../coupons/public.ts';
import { sumPartsOf, sumRows, taxInside } from '../../pricing/public.ts';
import type { Checkout, CheckoutLine } from '../checkout.ts';

type Priced = (minor: number) => string;

/** What takes off the sum, and what comes on top, as it was frozen. */
const partsOf = ({ lines, currency, couponCode, taxName }: Checkout) =>
  sumPartsOf(lines, { currency, taxName, code: couponCode === null ? null : shownCode(couponCode) });

/** What is bought, line by line, and what it comes to, as it was frozen. */
export const linesAndSum = (frame: Frame, checkout: Checkout): Html => {
  const { locale } = frame.practice;
  const { lines, currency, totalMinor } = checkout;
  const priced: Priced = (minor) => formatMoney(money(minor, currency), locale);
  const parts = partsOf(checkout);
  const inside = taxInside(parts, locale);
  const rows = [...lines.map((line) => sumRow(line, lines.length > 1, priced)), ...sumRows(parts, locale)];
  return html`${purchaseLines(lines.map((line) => shownLine(line, priced, locale)))}${sumList(rows, { words: 'Total today', price: priced(totalMinor) })}${inside && html`<p class="small soft">${inside}</p>`}`;
};

const orFree = (minor: number, priced: Priced) => (minor === 0 ? 'Free' : priced(minor));

const shownLine = (line: CheckoutLine, priced: Priced, locale: string): PurchaseLine => ({
  drawing: line.kind === 'seat' ? oneChair('held') : oneSheet(),
  name: line.name,
  hint: `${hintOf(line, priced, locale)}${line.packageName === null ? '' : ` Part of “${line.packageName}”.`}`,
  price: orFree(line.totalMinor, priced),
});

const hintOf = (line: CheckoutLine, priced: Priced, locale: string): string => {
  if (line.kind === 'workbook') return 'A file to download after paying.';
  const starts = line.meetings.map(({ startsAt }) => startsAt);
  const each = line.unitMinor === 0 ? 'free' : `${priced(line.unitMinor)} each`;
  return `${runWords(starts, line.zone, locale)}. “${line.tierName}” price, ${each}.${line.fundMinor > 0 ? ` Our sponsors’ fund adds ${priced(line.fundMinor)}.` : ''}`;
};

const sumRow = (line: CheckoutLine, several: boolean, priced: Priced) => {
  const price = orFree(line.totalMinor, priced);
  if (line.kind === 'workbook') return { words: line.name, price };
  const { name, meetings, unitMinor } = line;
  const row = { name, meetings: meetings.length, unit: priced(unitMinor), free: unitMinor === 0 };
  return { words: sumWords(row, several), price };
};
