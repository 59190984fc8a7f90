import type { Currency } from '../../../kernel/money.ts';

/** A package as it stands now: each part with what it costs alone, and why it cannot be had. */
export type PackageShown = {
  readonly packageId: string;
  readonly address: string;
  readonly name: string;
  readonly summary: string;
  readonly words: string;
  readonly currency: Currency;
  /** What the buyer pays now; never more than the parts alone. */
  readonly priceMinor: number;
  readonly aloneMinor: number;
  readonly savingMinor: number;
  /** Nothing stands in its way. */
  readonly canBeBought: boolean;
  readonly parts: readonly PartShown[];
};

export type PartShown = {
  readonly kind: 'seat' | 'workbook';
  readonly name: string;
  /** Of its page; undefined when that is not public. */
  readonly address: string | undefined;
  /** "4 Thursdays from October 8, 6:30 pm, “Even” price"; empty for a workbook. */
  readonly run: string;
  readonly aloneMinor: number;
  /** Chairs that are free now; undefined for a workbook, which never runs out. */
  readonly free: number | undefined;
  readonly problem: string | undefined;
};
