import { z } from 'zod';
import { fromDecimal, isCurrency } from '../../kernel/money.ts';
import { payPalApi } from '../../platform/paypal/api.ts';
import { wireText, wireTime } from '../../platform/paypal/wire.ts';
import { outcomeOfReply, type PayPalConfig, payPalPlace } from '../payments/public.ts';
import type { PayPalReports, ReportedBalances } from './paypal.ts';
import type { ReportedLine, ReportPage } from './report.ts';

/** A month of lines takes PayPal long. */
const DEADLINE_MS = 60_000;
const PAGE_SIZE = 500;

/** PayPal's reports, with a breaker of their own: when they fail, payments go on. */
export const createPayPalReports = (config: PayPalConfig): PayPalReports => {
  const { clientId, clientSecret, clock, deadlines } = config;
  const base = payPalPlace(config).api;
  const api = payPalApi({ base, clientId, clientSecret, ...(clock ? { clock } : {}) });
  const deadlineMs = deadlines?.lookMs ?? DEADLINE_MS;
  const look = (path: string) => api.call({ method: 'GET', path: `/v1/reporting/${path}`, deadlineMs });
  return {
    transactions: async ({ from, to, page }) => {
      // No names and addresses: fields says that we want the transactions alone.
      const query = new URLSearchParams({
        ...{ start_date: from.toString(), end_date: to.toString(), fields: 'transaction_info' },
        ...{ balance_affecting_records_only: 'Y', page_size: String(PAGE_SIZE), page: String(page) },
      });
      return outcomeOfReply(await look(`transactions?${query}`), readPage);
    },
    balances: async () => outcomeOfReply(await look('balances'), readBalances),
  };
};

const Amount = z.object({ currency_code: z.string().regex(/^[A-Z]{3}$/), value: z.string() });

/** Minor units, signed; a currency that we do not sell in counts by the decimals that PayPal writes. */
const minorOf = ({ currency_code: currency, value }: z.infer<typeof Amount>): number | undefined => {
  if (isCurrency(currency)) return fromDecimal(value, currency)?.minor;
  const minor = Number(value.replace('.', ''));
  return Number.isSafeInteger(minor) ? minor : undefined;
};

const Info = z.object({
  transaction_id: z.string().min(1).max(64),
  transaction_event_code: z.string().regex(/^T\d{4}$/),
  transaction_status: wireText,
  transaction_amount: Amount,
  fee_amount: Amount.optional().catch(undefined),
  transaction_initiation_date: wireTime,
  paypal_reference_id: wireText,
  invoice_id: wireText,
  custom_field: wireText,
});

const Page = z.object({
  transaction_details: z.array(z.object({ transaction_info: z.unknown() })).optional(),
  total_items: z.number().int().min(0).optional(),
  total_pages: z.number().int().min(0).optional(),
  last_refreshed_datetime: wireTime,
});

/** A line that cannot be read makes the page unreadable: money must not be overlooked. */
const readPage = (body: unknown): ReportPage | undefined => {
  const read = Page.safeParse(body).data;
  if (!read?.last_refreshed_datetime) return undefined;
  const details = read.transaction_details ?? [];
  const lines = details.map(({ transaction_info: info }) => readLine(info));
  const readable = lines.filter((line) => line !== undefined);
  if (readable.length < lines.length) return undefined;
  return {
    ...{ lines: readable, count: details.length, refreshedAt: read.last_refreshed_datetime },
    ...{ totalItems: read.total_items ?? details.length, totalPages: read.total_pages ?? 1 },
  };
};

const readLine = (info: unknown): ReportedLine | undefined => {
  const read = Info.safeParse(info).data;
  const grossMinor = read && minorOf(read.transaction_amount);
  if (!read?.transaction_initiation_date || grossMinor === undefined) return undefined;
  const { transaction_amount: amount, fee_amount: fee } = read;
  return {
    ...{ transactionId: read.transaction_id, code: read.transaction_event_code },
    ...{ status: read.transaction_status ?? 'S', grossMinor, currency: amount.currency_code },
    feeMinor: (fee?.currency_code === amount.currency_code && fee && minorOf(fee)) || 0,
    ...{ at: read.transaction_initiation_date, referenceId: read.paypal_reference_id },
    ...{ invoiceId: read.invoice_id, customField: read.custom_field },
  };
};

const Balances = z.object({
  balances: z
    .array(z.object({ total_balance: Amount, withheld_balance: Amount.optional().catch(undefined) }))
    .optional(),
  as_of_time: wireTime,
  last_refresh_time: wireTime,
});

const readBalances = (body: unknown): ReportedBalances | undefined => {
  const read = Balances.safeParse(body).data;
  const asOf = read?.as_of_time ?? read?.last_refresh_time;
  if (!read || !asOf) return undefined;
  const balances = (read.balances ?? []).map(({ total_balance: total, withheld_balance: held }) => ({
    ...{ currency: total.currency_code, totalMinor: minorOf(total), heldMinor: (held && minorOf(held)) ?? 0 },
  }));
  const readable = balances.flatMap(({ totalMinor, ...rest }) =>
    totalMinor === undefined ? [] : [{ ...rest, totalMinor }],
  );
  return readable.length === balances.length ? { asOf, balances: readable } : undefined;
};
