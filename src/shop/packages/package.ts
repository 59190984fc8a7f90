import type { Currency } from '../../kernel/money.ts';

export type PackageState = 'draft' | 'published' | 'archived';

/** One part: a seat at one of its group's prices, or a workbook. */
export type PackagePart =
  | { readonly kind: 'seat'; readonly offeringId: string; readonly tierId: string }
  | { readonly kind: 'workbook'; readonly workbookId: string };

/** A package as the shop sells it. Each part keeps its own stock. */
export type PackageForSale = {
  readonly packageId: string;
  readonly state: PackageState;
  readonly address: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly currency: Currency;
  readonly parts: readonly PackagePart[];
};
