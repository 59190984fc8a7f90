import { type Currency, formatMoney, type Money, money } from '../../kernel/money.ts';

/** What stands under the lines of a purchase: what takes off, and what comes on top. */
export type SumParts = {
  readonly coupon: { readonly code: string; readonly saving: Money } | undefined;
  readonly packageSaving?: Money | undefined;
  readonly tax: Money;
  readonly taxIsAdded: boolean;
  readonly taxName: string;
};

/** What the frozen lines of a purchase say of it. */
export type SavedLine = {
  readonly packageSavingMinor: number;
  readonly couponSavingMinor: number;
  readonly taxMinor: number;
  readonly taxIsAdded: boolean;
};

/** The same of frozen lines; `code` as it is shown (empty where it is not to be named: a code may name a group), `taxName` where there was a tax. */
export const sumPartsOf = (
  lines: readonly SavedLine[],
  of: { readonly currency: Currency; readonly code: string | null; readonly taxName: string | null },
): SumParts => {
  const total = (pick: (line: SavedLine) => number) =>
    money(
      lines.reduce((sum, line) => sum + pick(line), 0),
      of.currency,
    );
  return {
    coupon: of.code === null ? undefined : { code: of.code, saving: total((line) => line.couponSavingMinor) },
    packageSaving: total((line) => line.packageSavingMinor),
    tax: total((line) => line.taxMinor),
    taxIsAdded: lines.some((line) => line.taxIsAdded),
    taxName: of.taxName ?? 'Tax',
  };
};

export type SumRow = { readonly words: string; readonly price: string };

/** Rows for the sum of cart, checkout, order and letter; nothing where nothing takes off and nothing comes on top. */
export const sumRows = (parts: SumParts, locale: string): SumRow[] => {
  const { coupon, packageSaving, tax, taxIsAdded, taxName } = parts;
  const less = (amount: Money) => `−${formatMoney(amount, locale)}`;
  return [
    ...(packageSaving && packageSaving.minor > 0
      ? [{ words: 'Saved together', price: less(packageSaving) }]
      : []),
    ...(coupon && coupon.saving.minor > 0
      ? [
          {
            words: coupon.code === '' ? 'Saved by your code' : `Code ${coupon.code}`,
            price: less(coupon.saving),
          },
        ]
      : []),
    ...(taxIsAdded && tax.minor > 0 ? [{ words: taxName, price: formatMoney(tax, locale) }] : []),
  ];
};

/** "It holds $7.00 VAT." where prices include the tax; undefined where there is none in them. */
export const taxInside = ({ tax, taxIsAdded, taxName }: SumParts, locale: string): string | undefined =>
  taxIsAdded || tax.minor === 0 ? undefined : `The sum holds ${formatMoney(tax, locale)} ${taxName}.`;
