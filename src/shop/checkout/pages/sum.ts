import { formatMoney, money } from '../../../kernel/money.ts';
import { oneChair } from '../../../ui/drawings/seat-ring.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { purchaseLines, runWords, sumList, sumWords } from '../../../ui/purchase.ts';
import { shownCode } from '../../coupons/public.ts';
import { sumPartsOf, sumRows, taxInside } from '../../pricing/public.ts';
import type { Checkout } from '../checkout.ts';

/** What takes off the sum, and what comes on top, as it was frozen. */
const partsOf = ({ lines, currency, couponCode, taxName }: Checkout) =>
  sumPartsOf(lines, { currency, taxName, code: couponCode === null ? null : shownCode(couponCode) });

/** What is bought and what it costs, as it was frozen. */
export const linesAndSum = (frame: Frame, checkout: Checkout): Html => {
  const { locale } = frame.practice;
  const priced = (minor: number) => formatMoney(money(minor, checkout.currency), locale);
  return html`${purchaseLines(
    checkout.lines.map((line) => ({
      drawing: oneChair('held'),
      name: line.name,
      hint: `${runWords(
        line.meetings.map(({ startsAt }) => startsAt),
        line.zone,
        locale,
      )}. “${line.tierName}” price, ${line.unitMinor === 0 ? 'free' : `${priced(line.unitMinor)} each`}.${line.fundMinor > 0 ? ` Our sponsors’ fund adds ${priced(line.fundMinor)}.` : ''}`,
      price: line.totalMinor === 0 ? 'Free' : priced(line.totalMinor),
    })),
  )}${sumList(
    [
      ...checkout.lines.map(({ name, meetings, unitMinor, totalMinor }) => {
        const row = { name, meetings: meetings.length, unit: priced(unitMinor), free: unitMinor === 0 };
        return {
          words: sumWords(row, checkout.lines.length > 1),
          price: totalMinor === 0 ? 'Free' : priced(totalMinor),
        };
      }),
      ...sumRows(partsOf(checkout), locale),
    ],
    { words: 'Total today', price: priced(checkout.totalMinor) },
  )}${taxInside(partsOf(checkout), locale) && html`<p class="small soft">${taxInside(partsOf(checkout), locale)}</p>`}`;
};
