export {
  type Discount,
  type Kind,
  type PriceableLine,
  type Priced,
  type PricedLine,
  priceCheckout,
} from './pricing.ts';
export { NO_TAX, type TaxTerms, type TaxWay, WHOLE_RATE } from './tax.ts';
