import { query } from './kernel/query.ts';

/** Addresses of the desk’s money: refunds, disputes, breaks, books, invoices, and what takes off a price. */
export const moneyUrls = {
  deskMonths: () => '/desk/months',
  deskCheck: () => '/desk/money/check',
  /** Giving money of an order back: what, then how it reads before it is done. */
  deskRefundWish: (orderId: string) => `/desk/orders/${orderId}/refund`,
  deskRefundCheck: (orderId: string) => `/desk/orders/${orderId}/refund/check`,
  deskRefund: (orderId: string, id: string) => `/desk/orders/${orderId}/refunds/${id}`,
  deskRefundState: (orderId: string, id: string) => `/desk/orders/${orderId}/refunds/${id}/state`,
  deskRefundCancellation: (orderId: string, id: string) =>
    `/desk/orders/${orderId}/refunds/${id}/cancellation`,
  deskRefundRetry: (orderId: string, id: string) => `/desk/orders/${orderId}/refunds/${id}/retry`,
  deskRefundSettlement: (orderId: string, id: string) => `/desk/orders/${orderId}/refunds/${id}/settlement`,
  deskRefundChairs: (orderId: string, id: string) => `/desk/orders/${orderId}/refunds/${id}/chairs`,
  deskDisputes: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/money/disputes${query(filters)}`,
  deskDisputesCsv: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/money/disputes.csv${query(filters)}`,
  deskDispute: (id: string) => `/desk/money/disputes/${id}`,
  /** Asking PayPal once more about a dispute. */
  deskDisputeLook: (id: string) => `/desk/money/disputes/${id}/look`,
  /** The practice's money in one look. */
  deskMoney: () => '/desk/money',
  /** Where PayPal's report and our books differ. */
  deskBreaks: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/money/breaks${query(filters)}`,
  deskBreaksCsv: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/money/breaks.csv${query(filters)}`,
  /** Reading PayPal's report now. */
  deskBreaksReading: () => '/desk/money/breaks/reading',
  deskBreak: (id: string) => `/desk/money/breaks/${id}`,
  /** fetch, booking, explanation, reopening: see the slice that shows breaks. */
  deskBreakStep: (id: string, step: string) => `/desk/money/breaks/${id}/${step}`,
  deskBooks: (shown: Readonly<Record<string, string | undefined>> = {}) => `/desk/money/books${query(shown)}`,
  deskBooksCsv: (shown: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/money/books.csv${query(shown)}`,
  deskInvoices: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/money/invoices${query(filters)}`,
  deskInvoicesCsv: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/money/invoices.csv${query(filters)}`,
  deskInvoice: (id: string) => `/desk/money/invoices/${id}`,
  deskInvoicePdf: (id: string) => `/desk/money/invoices/${id}/invoice.pdf`,
  deskInvoiceCorrection: (id: string) => `/desk/money/invoices/${id}/correction`,

  /** The shop's room: what is sold, and what takes off its price. */
  deskShop: () => '/desk/shop',
  deskWorkbooks: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/shop/workbooks${query(filters)}`,
  deskWorkbooksCsv: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/shop/workbooks.csv${query(filters)}`,
  deskWorkbookNew: () => '/desk/shop/workbooks/new',
  deskWorkbook: (id: string, shown: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/shop/workbooks/${id}${query(shown)}`,
  deskWorkbookChange: (id: string) => `/desk/shop/workbooks/${id}/change`,
  /** As the public will see it. */
  deskWorkbookPreview: (id: string) => `/desk/shop/workbooks/${id}/preview`,
  /** A new version of its file, and one as it was stored. */
  deskWorkbookVersions: (id: string) => `/desk/shop/workbooks/${id}/versions`,
  deskWorkbookVersion: (id: string, number: number | string) =>
    `/desk/shop/workbooks/${id}/versions/${number}`,
  /** Taking it off the shop or putting it away: what happens first, then the deed. */
  deskWorkbookTurn: (id: string, to: string) => `/desk/shop/workbooks/${id}/turn/${to}`,
  deskWorkbookState: (id: string) => `/desk/shop/workbooks/${id}/state`,
  /** Ending what an order may download, and opening it again. */
  deskDownloadState: (id: string) => `/desk/downloads/${id}/state`,
  deskPackages: () => '/desk/shop/packages',
  deskPackageNew: () => '/desk/shop/packages/new',
  deskPackage: (id: string, shown: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/shop/packages/${id}${query(shown)}`,
  deskPackageChange: (id: string) => `/desk/shop/packages/${id}/change`,
  deskPackagePreview: (id: string) => `/desk/shop/packages/${id}/preview`,
  deskPackageTurn: (id: string, to: string) => `/desk/shop/packages/${id}/turn/${to}`,
  deskPackageState: (id: string) => `/desk/shop/packages/${id}/state`,
  deskCoupons: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/shop/coupons${query(filters)}`,
  deskCouponsCsv: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/shop/coupons.csv${query(filters)}`,
  deskCouponNew: () => '/desk/shop/coupons/new',
  deskCoupon: (id: string, shown: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/shop/coupons/${id}${query(shown)}`,
  deskCouponChange: (id: string) => `/desk/shop/coupons/${id}/change`,
  /** Putting a coupon away: what happens first, then the deed. */
  deskCouponPutAway: (id: string) => `/desk/shop/coupons/${id}/put-away`,
  deskCouponState: (id: string) => `/desk/shop/coupons/${id}/state`,
  deskCouponUsesCsv: (id: string) => `/desk/shop/coupons/${id}/uses.csv`,
  deskFund: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/shop/fund${query(filters)}`,
  deskFundCsv: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/shop/fund.csv${query(filters)}`,
  deskFundGifts: () => '/desk/shop/fund/gifts',
  deskFundCorrections: () => '/desk/shop/fund/corrections',
  /** What the fund paid of one line, and giving it back. */
  deskFundUse: (id: string) => `/desk/shop/fund/uses/${id}`,
} as const;
