import type { TaxTerms, TaxWay } from '../pricing/public.ts';

/** How a practice's prices stand to tax, in one version. Rates are hundred-thousandths: 19,000 is 19 %. */
export type TaxSettings = {
  /** 0 where nothing was ever set. */
  readonly version: number;
  readonly way: TaxWay;
  /** What it is called: "VAT", "GST", "Sales tax". */
  readonly name: string;
  /** The practice's number for it; empty where it has none. */
  readonly number: string;
  readonly seatRate: number;
  readonly workbookRate: number;
};

export const UNSET: TaxSettings = {
  version: 0,
  way: 'none',
  name: 'Tax',
  number: '',
  seatRate: 0,
  workbookRate: 0,
};

export const termsOf = ({ way, seatRate, workbookRate }: TaxSettings): TaxTerms => ({
  way,
  rates: { seat: seatRate, workbook: workbookRate },
});
