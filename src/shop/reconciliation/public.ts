export { createPayPalReports } from './gateway.ts';
export type { PayPalReports } from './paypal.ts';
