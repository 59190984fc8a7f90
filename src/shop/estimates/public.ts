export { estimateOfCheckout, showsEstimate } from './actions.ts';
export type { Purchase } from './estimate.ts';
export { estimatePage } from './pages/sheet.ts';
export { forgetNames, orderHasEstimate } from './store.ts';
