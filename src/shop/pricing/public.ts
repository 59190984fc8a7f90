export type {
  Discount,
  Kind,
  PriceableLine,
  Priced,
  PricedLine,
} from './pricing.ts';
export { type Quote, type QuotedCoupon, quote } from './quote-actions.ts';
export { type SavedLine, type SumParts, sumPartsOf, sumRows, taxInside } from './sum-words.ts';
export { type TaxTerms, type TaxWay, WHOLE_RATE } from './tax.ts';
