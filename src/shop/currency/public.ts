export { turnCurrency } from './actions.ts';
