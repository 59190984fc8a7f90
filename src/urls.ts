import type { Factor } from './factors/factor.ts';
import { query } from './kernel/query.ts';
import { askingUrls } from './urls-asking.ts';
import { moneyUrls } from './urls-money.ts';

/** Every address of the site, in one place. Verbs are resources: dropping a line is creating its removal. */
export const urls = {
  ...askingUrls,
  ...moneyUrls,
  home: () => '/',
  benefits: () => '/benefits',
  benefit: (factor: Factor) => `/benefits/${factor}`,
  groups: (filters: Readonly<Record<string, string | readonly string[] | undefined>> = {}) =>
    `/groups${query(filters)}`,
  group: (address: string) => `/groups/${address}`,
  /** What a chair in a group is expected to cost, before anything is in a cart. */
  groupEstimate: (address: string, price?: string) => `/groups/${address}/estimate${query({ price })}`,
  groupCalendar: (address: string) => `/groups/${address}/calendar.ics`,
  groupQuestion: (address: string) => `/groups/${address}/question`,
  groupQuestionSent: (address: string) => `/groups/${address}/question/sent`,
  facilitators: () => '/facilitators',
  facilitator: (address: string) => `/facilitators/${address}`,
  about: () => '/about',
  firstSession: () => '/first-session',
  contact: () => '/contact',
  contactSent: () => '/contact/sent',
  privacy: () => '/privacy',
  terms: () => '/terms',
  agreement: () => '/agreement',
  accessibility: () => '/accessibility',
  crisis: () => '/crisis',
  theme: () => '/theme',

  workbooks: () => '/workbooks',
  workbook: (address: string) => `/workbooks/${address}`,
  packages: () => '/packages',
  package: (address: string) => `/packages/${address}`,

  cart: (shown: Readonly<Record<string, string | undefined>> = {}) => `/cart${query(shown)}`,
  cartLines: () => '/cart/lines',
  cartLine: (id: string) => `/cart/lines/${id}`,
  cartLineRemoval: (id: string) => `/cart/lines/${id}/removal`,
  cartCoupon: () => '/cart/coupon',
  cartCouponRemoval: () => '/cart/coupon/removal',
  checkout: () => '/checkout',
  checkoutYou: () => '/checkout/you',
  checkoutAgreement: () => '/checkout/agreement',
  checkoutPay: () => '/checkout/pay',
  checkoutProlongation: () => '/checkout/prolongation',
  checkoutEnd: () => '/checkout/end',
  /** The estimate before paying, to look at and to print. */
  checkoutEstimate: () => '/checkout/estimate',

  /** Outcome page of one payment, behind its secret. */
  payment: (secret: string) => `/payments/${secret}`,
  paymentState: (secret: string) => `/payments/${secret}/state`,
  paymentRetry: (secret: string) => `/payments/${secret}/retry`,
  paymentReturn: (secret: string) => `/payments/${secret}/return`,
  paymentCancel: (secret: string) => `/payments/${secret}/cancel`,
  paypalWebhook: () => '/webhooks/paypal',

  /** What is kept for one person, behind its secret. */
  offer: (secret: string) => `/offers/${secret}`,
  offerNo: (secret: string) => `/offers/${secret}/no`,

  /** A buyer's order behind its secret. */
  order: (secret: string) => `/orders/${secret}`,
  orderCalendar: (secret: string) => `/orders/${secret}/calendar.ics`,
  /** The estimate as it stood before paying. */
  orderEstimate: (secret: string) => `/orders/${secret}/estimate`,
  /** Asking for the order's letter once more. */
  orderLetter: (secret: string) => `/orders/${secret}/letter`,
  orderInvoice: (secret: string, number: number | ':number') => `/orders/${secret}/invoices/${number}`,
  orderInvoicePdf: (secret: string, number: number | ':number') =>
    `/orders/${secret}/invoices/${number}/invoice.pdf`,
  /** What an order's workbook line opens: the page, and a version of its file. */
  download: (secret: string) => `/downloads/${secret}`,
  downloadFile: (secret: string, version: number | string) => `/downloads/${secret}/${version}`,
  orderFind: () => '/orders/find',
  /** The attendee's own page, where somebody else paid. */
  chair: (secret: string) => `/chair/${secret}`,
  chairCalendar: (secret: string) => `/chair/${secret}/calendar.ics`,

  /** Giving one chair back, behind the link of an order or of the attendee. */
  seatWithdrawal: (secret: string, seat: string) => `/chairs/${secret}/${seat}/withdrawal`,

  signIn: () => '/sign-in',
  signInLink: (secret: string) => `/sign-in/${secret}`,
  signOut: () => '/sign-out',
  desk: () => '/desk',
  deskGroups: () => '/desk/groups',
  deskGroup: (id: string) => `/desk/groups/${id}`,
  /** A group that is not there yet; `from` names one to copy. */
  deskGroupNew: () => '/desk/groups/new',
  deskGroupEdit: (id: string, told: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/groups/${id}/edit${query(told)}`,
  deskGroupPart: (id: string, part: string, filled: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/groups/${id}/edit/${part}${query(filled)}`,
  deskGroupCopy: (id: string) => `/desk/groups/${id}/copy`,
  deskGroupDraftRemoval: (id: string) => `/desk/groups/${id}/draft/removal`,
  /** As the public will see it. */
  deskGroupPreview: (id: string) => `/desk/groups/${id}/preview`,
  /** What a change touches, and publishing it. */
  deskGroupPublication: (id: string) => `/desk/groups/${id}/publication`,
  deskGroupDates: (id: string) => `/desk/groups/${id}/dates`,
  deskGroupHistory: (id: string, told: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/groups/${id}/history${query(told)}`,
  deskGroupVersion: (id: string, number: string) => `/desk/groups/${id}/history/${number}`,
  /** An older version as the new draft. */
  deskGroupVersionDraft: (id: string, number: string) => `/desk/groups/${id}/history/${number}/draft`,
  /** closing, opening, withdrawal, archiving, return: see the slice that publishes. */
  deskGroupTurn: (id: string, turn: string) => `/desk/groups/${id}/state/${turn}`,
  /** Go, postpone or pay back, where too few have come by the day that was promised. */
  deskGroupDecision: (id: string) => `/desk/groups/${id}/decision`,
  deskOrders: (filters: Readonly<Record<string, string | undefined>> = {}) => `/desk/orders${query(filters)}`,
  deskOrdersCsv: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/orders.csv${query(filters)}`,
  deskOrder: (id: string) => `/desk/orders/${id}`,
  /** Everybody who paid or comes. */
  deskPeople: (filters: Readonly<Record<string, string | undefined>> = {}) => `/desk/people${query(filters)}`,
  deskPeopleCsv: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/people.csv${query(filters)}`,
  /** Whoever an order or a chair belongs to, by its id: no mail address stands in an address. */
  deskPerson: (sighting: string) => `/desk/people/${sighting}`,
  deskLetters: (shown: Readonly<Record<string, string | undefined>> = {}) => `/desk/letters${query(shown)}`,
  deskLetterTry: (id: string) => `/desk/letters/${id}/tries`,
  deskLetterAside: (id: string) => `/desk/letters/${id}/aside`,
  /** The practice room: what the practice says of itself. */
  practice: () => '/desk/practice',
  /** What is still missing before a practice can open. */
  practiceOpening: (shown: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/practice/opening${query(shown)}`,
  practiceOpeningCrisis: () => '/desk/practice/opening/crisis-numbers',
  practiceOpeningPayPal: () => '/desk/practice/opening/paypal',
  practiceOpeningLetter: () => '/desk/practice/opening/letter',
  practiceSettings: () => '/desk/practice/settings',
  practiceHistory: () => '/desk/practice/settings/history',
  practiceTax: () => '/desk/practice/tax',
  practiceEstimate: () => '/desk/practice/estimate',
  practiceColors: (shown: Readonly<Record<string, string | readonly string[] | undefined>> = {}) =>
    `/desk/practice/colors${query(shown)}`,
  practiceAgreements: (shown: Readonly<Record<string, string | readonly string[] | undefined>> = {}) =>
    `/desk/practice/agreements${query(shown)}`,
  practiceAgreement: (version: number | string) => `/desk/practice/agreements/${version}`,
  practiceAgreementDraft: () => '/desk/practice/agreements/draft',
  practiceAgreementPreview: () => '/desk/practice/agreements/preview',
  practiceAgreementPublication: () => '/desk/practice/agreements/publication',
  practiceAgreementDraftRemoval: () => '/desk/practice/agreements/draft-removal',
  practiceFacilitators: (shown: Readonly<Record<string, string | readonly string[] | undefined>> = {}) =>
    `/desk/practice/facilitators${query(shown)}`,
  practiceFacilitatorNew: () => '/desk/practice/facilitators/new',
  practiceFacilitator: (id: string) => `/desk/practice/facilitators/${id}`,
  practiceFacilitatorPosition: (id: string) => `/desk/practice/facilitators/${id}/position`,
  practiceFacilitatorRetirement: (id: string) => `/desk/practice/facilitators/${id}/retirement`,
  practiceFacilitatorReturn: (id: string) => `/desk/practice/facilitators/${id}/return`,
  practiceWords: (shown: Readonly<Record<string, string | readonly string[] | undefined>> = {}) =>
    `/desk/practice/words${query(shown)}`,
  practiceWordsAt: (place: string) => `/desk/practice/words/${place}`,
  practiceWordsPreview: (place: string) => `/desk/practice/words/${place}/preview`,
  practiceWordsPublication: (place: string) => `/desk/practice/words/${place}/publication`,
  practiceWordsDraftRemoval: (place: string) => `/desk/practice/words/${place}/draft-removal`,
  practiceWordsVersions: (place: string) => `/desk/practice/words/${place}/versions`,
  practiceWordsReturn: (place: string) => `/desk/practice/words/${place}/return`,
  /** A practice's own colors, by the name of their stylesheet. */
  colors: (file: string) => `/colors/${file}`,
  deskSeatWithdrawal: (id: string) => `/desk/seats/${id}/withdrawal`,
  /** Moving somebody to another group. */
  deskSeatTransfer: (id: string) => `/desk/seats/${id}/transfer`,
  deskSeatSettlement: (id: string) => `/desk/seats/${id}/settlement`,
  deskRefundRule: () => '/desk/practice/refund-rule',

  sitemap: () => '/sitemap.xml',
  robots: () => '/robots.txt',
  favicon: () => '/favicon.svg',
} as const;
