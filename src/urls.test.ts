import assert from 'node:assert/strict';
import { test } from 'node:test';
import { urls } from './urls.ts';

/** Every address, as links in the world know it: change one here only together with a redirect from the old one. */
const ADDRESSES: Readonly<Record<keyof typeof urls, string>> = {
  home: '/',
  benefits: '/benefits',
  benefit: '/benefits/support',
  groups: '/groups?q=calm+evening&day=mon&day=tue',
  group: '/groups/x',
  groupCalendar: '/groups/x/calendar.ics',
  groupQuestion: '/groups/x/question',
  groupQuestionSent: '/groups/x/question/sent',
  facilitators: '/facilitators',
  facilitator: '/facilitators/x',
  about: '/about',
  firstSession: '/first-session',
  contact: '/contact',
  contactSent: '/contact/sent',
  privacy: '/privacy',
  terms: '/terms',
  agreement: '/agreement',
  accessibility: '/accessibility',
  crisis: '/crisis',
  theme: '/theme',
  cart: '/cart?0=x',
  cartLines: '/cart/lines',
  cartLine: '/cart/lines/x',
  cartLineRemoval: '/cart/lines/x/removal',
  checkout: '/checkout',
  checkoutYou: '/checkout/you',
  checkoutAgreement: '/checkout/agreement',
  checkoutPay: '/checkout/pay',
  checkoutProlongation: '/checkout/prolongation',
  checkoutEnd: '/checkout/end',
  payment: '/payments/x',
  paymentState: '/payments/x/state',
  paymentRetry: '/payments/x/retry',
  paymentReturn: '/payments/x/return',
  paymentCancel: '/payments/x/cancel',
  paypalWebhook: '/webhooks/paypal',
  order: '/orders/x',
  orderCalendar: '/orders/x/calendar.ics',
  orderLetter: '/orders/x/letter',
  orderInvoice: '/orders/x/invoices/x',
  orderInvoicePdf: '/orders/x/invoices/x/invoice.pdf',
  orderFind: '/orders/find',
  chair: '/chair/x',
  chairCalendar: '/chair/x/calendar.ics',
  signIn: '/sign-in',
  signInLink: '/sign-in/x',
  signOut: '/sign-out',
  desk: '/desk',
  deskGroups: '/desk/groups',
  deskGroup: '/desk/groups/x',
  deskOrders: '/desk/orders?q=calm+evening&day=mon&day=tue',
  deskOrdersCsv: '/desk/orders.csv?q=calm+evening&day=mon&day=tue',
  deskOrder: '/desk/orders/x',
  deskLetters: '/desk/letters?q=calm+evening&day=mon&day=tue',
  deskLetterTry: '/desk/letters/x/tries',
  deskLetterAside: '/desk/letters/x/aside',
  deskMonths: '/desk/months',
  deskCheck: '/desk/money/check',
  deskRefundWish: '/desk/orders/x/refund',
  deskRefundCheck: '/desk/orders/x/refund/check',
  deskRefund: '/desk/orders/x/refunds/x',
  deskRefundState: '/desk/orders/x/refunds/x/state',
  deskRefundCancellation: '/desk/orders/x/refunds/x/cancellation',
  deskRefundRetry: '/desk/orders/x/refunds/x/retry',
  deskRefundSettlement: '/desk/orders/x/refunds/x/settlement',
  deskRefundChairs: '/desk/orders/x/refunds/x/chairs',
  deskMoney: '/desk/money?q=calm+evening&day=mon&day=tue',
  deskRefunds: '/desk/money/refunds?q=calm+evening&day=mon&day=tue',
  deskRefundsCsv: '/desk/money/refunds.csv?q=calm+evening&day=mon&day=tue',
  deskDisputes: '/desk/money/disputes?q=calm+evening&day=mon&day=tue',
  deskDisputesCsv: '/desk/money/disputes.csv?q=calm+evening&day=mon&day=tue',
  deskDispute: '/desk/money/disputes/x',
  deskDisputeLook: '/desk/money/disputes/x/look',
  deskBreaks: '/desk/money/breaks?q=calm+evening&day=mon&day=tue',
  deskBreaksCsv: '/desk/money/breaks.csv?q=calm+evening&day=mon&day=tue',
  deskBreak: '/desk/money/breaks/x',
  deskBreakSettlement: '/desk/money/breaks/x/settlement',
  deskBreakReopening: '/desk/money/breaks/x/reopening',
  deskReportDays: '/desk/money/days?q=calm+evening&day=mon&day=tue',
  deskReportDay: '/desk/money/days/x',
  deskReportRun: '/desk/money/report',
  deskBooks: '/desk/money/books?q=calm+evening&day=mon&day=tue',
  deskBooksCsv: '/desk/money/books.csv?q=calm+evening&day=mon&day=tue',
  deskInvoices: '/desk/money/invoices?q=calm+evening&day=mon&day=tue',
  deskInvoicesCsv: '/desk/money/invoices.csv?q=calm+evening&day=mon&day=tue',
  deskInvoice: '/desk/money/invoices/x',
  deskInvoicePdf: '/desk/money/invoices/x/invoice.pdf',
  deskInvoiceCorrection: '/desk/money/invoices/x/correction',
  practice: '/desk/practice',
  practiceSettings: '/desk/practice/settings',
  practiceHistory: '/desk/practice/settings/history',
  practiceColors: '/desk/practice/colors?q=calm+evening&day=mon&day=tue',
  colors: '/colors/x',
  deskRefundRule: '/desk/practice/refund-rule',
  sitemap: '/sitemap.xml',
  robots: '/robots.txt',
  favicon: '/favicon.svg',
};

const filters = { q: 'calm evening', day: ['mon', 'tue'], none: undefined };
const argumentOf = (name: string) => {
  if (name === 'benefit') return 'support';
  return ADDRESSES[name as keyof typeof urls].includes('?q=') ? filters : 'x';
};

test('no address changes by accident', () => {
  const built = Object.entries(urls).map(([name, build]) => [
    name,
    (build as (argument: unknown, second: string) => string)(argumentOf(name), 'x'),
  ]);
  assert.deepEqual(Object.fromEntries(built), ADDRESSES);
});

test('verbs are resources: no address tells a machine to do something', () => {
  for (const path of Object.values(ADDRESSES))
    assert.doesNotMatch(path, /\/(do|get|set|create|update|delete)[A-Z-]/);
});
