export { type TaxSettings, termsOf } from './settings.ts';
export { taxInForce } from './store.ts';
