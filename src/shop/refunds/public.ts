export { executeRefunds, noteRefund } from './actions.ts';
