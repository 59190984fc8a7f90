import { practiceById } from './identity/practice/public.ts';
import type { Assets } from './platform/http/assets.ts';
import type { MicroCache } from './platform/http/micro-cache.ts';
import type { DeliverDeps } from './platform/mail/deliver.ts';
import type { Metrics } from './platform/metrics.ts';
import type { Platform } from './platform/platform.ts';
import type { DisputeDeps, PayPalDisputes } from './shop/disputes/public.ts';
import type { InvoiceDeps } from './shop/invoices/public.ts';
import type { OpeningDeps } from './shop/opening/public.ts';
import type { PaymentDeps, PayPal } from './shop/payments/public.ts';
import type { PayPalReports, ReconcileDeps } from './shop/reconciliation/public.ts';

/** All that the app is put together from; made once, by start.ts or by a test. */
export type Parts = {
  readonly platform: Platform;
  readonly paypal: PayPal;
  readonly disputes: PayPalDisputes;
  readonly reports: PayPalReports;
  /** Our PayPal account, to see that money went to us. */
  readonly merchantId: string | undefined;
  readonly mail: DeliverDeps;
  readonly assets: Assets;
  readonly microCache: MicroCache;
  readonly metrics: Metrics;
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustProxy?: readonly string[];
  /** Where the real PayPal moves money for real; absent for the local one. */
  readonly payPalEnv?: 'sandbox' | 'live';
  /** Origin of the local PayPal, where forms may lead in example mode. */
  readonly localPayPal?: string;
};

/** The world as payments need it. */
export const paymentsOf = ({ platform, paypal, merchantId }: Parts): PaymentDeps => ({
  ...platform,
  paypal,
  merchantId,
  practiceOf: (id) => practiceById(platform.db, id),
});

/** The world as invoices need it. */
export const invoicesOf = ({ db }: Platform): InvoiceDeps => ({
  db,
  practiceOf: (id) => practiceById(db, id),
});

/** The world as the comparison with PayPal's report needs it. */
export const reconcilingOf = (parts: Parts): ReconcileDeps => ({
  ...paymentsOf(parts),
  reports: parts.reports,
});

/** The world as the list of what is missing before a practice opens needs it. */
export const openingOf = ({ platform, paypal, payPalEnv }: Parts): OpeningDeps => ({
  ...platform,
  paypal,
  place: payPalEnv ?? 'local',
});

/** The world as disputes, and the news of them, need it. */
export const disputesOf = (parts: Parts): DisputeDeps => ({ ...paymentsOf(parts), disputes: parts.disputes });
