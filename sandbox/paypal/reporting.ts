import { money, toDecimal } from '../../src/kernel/money.ts';
import { type Instant, Temporal } from '../../src/kernel/time.ts';
import { type Answer, type Call, json } from './answer.ts';
import { newDebugId } from './ids.ts';
import { feeOf } from './order-checks.ts';
import type { CaptureRecord, RefundRecord, WireMoney } from './records.ts';
import { moneyOf } from './views.ts';
import { stamp, switches, type World } from './world.ts';

const MOST_DAYS = 31;

const no = (issue: string, message: string): Answer =>
  json(400, {
    name: 'INVALID_REQUEST',
    message,
    debug_id: newDebugId(),
    details: [{ issue, description: message }],
    links: [],
  });

const instant = (text: string | null): Instant | undefined => {
  try {
    return text === null ? undefined : Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
};

/** Reports write the offset out: 2026-11-23T15:00:00+00:00. */
const reportTime = (text: string): string => text.replace(/Z$/, '+00:00');

type Row = { readonly at: string; readonly info: Readonly<Record<string, unknown>> };

/** What moved on the account: seen only after a while, in pages, for at most 31 days at once. */
export const listTransactions = (world: World, call: Call): Answer => {
  const from = instant(call.query.get('start_date'));
  const to = instant(call.query.get('end_date'));
  if (!from || !to) return no('INVALID_DATE', 'start_date and end_date are needed.');
  if (Temporal.Instant.compare(from, to) > 0)
    return no('INVALID_DATE_RANGE', 'start_date is after end_date.');
  if (from.until(to).total('hours') > MOST_DAYS * 24)
    return no('INVALID_DATE_RANGE', 'At most 31 days at once.');
  const size = Math.min(Math.max(Number(call.query.get('page_size') ?? 100) || 100, 1), 500);
  const page = Math.max(Number(call.query.get('page') ?? 1) || 1, 1);
  const refreshed = world.now().subtract({ minutes: switches(world).reportLagMinutes });
  const until = Temporal.Instant.compare(to, refreshed) < 0 ? to : refreshed;
  const wanted = call.query.get('transaction_id');
  const rows = rowsOf(world).filter(
    ({ at, info }) =>
      at >= stamp(from) && at <= stamp(until) && (!wanted || info['transaction_id'] === wanted),
  );
  return json(200, {
    transaction_details: rows
      .slice((page - 1) * size, page * size)
      .map(({ info }) => ({ transaction_info: info })),
    account_number: world.account.merchantId,
    start_date: reportTime(stamp(from)),
    end_date: reportTime(stamp(to)),
    last_refreshed_datetime: reportTime(stamp(refreshed)),
    page,
    total_items: rows.length,
    total_pages: Math.ceil(rows.length / size),
    links: [{ href: `${world.origin()}${call.path}?${call.query}`, rel: 'self', method: 'GET' }],
  });
};

const rowsOf = (world: World): Row[] =>
  [
    ...world.ledger.all('captures').filter(isSettled).map(rowOfCapture),
    ...world.ledger.all('refunds').map(rowOfRefund),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));

const isSettled = ({ status }: CaptureRecord) => status !== 'PENDING' && status !== 'DECLINED';

const shared = (record: CaptureRecord | RefundRecord) => ({
  transaction_id: record.id,
  transaction_initiation_date: reportTime(record.createdAt),
  transaction_updated_date: reportTime(record.createdAt),
  ...(record.invoiceId ? { invoice_id: record.invoiceId } : {}),
  ...(record.customId ? { custom_field: record.customId } : {}),
});

const negative = (amount: WireMoney): WireMoney => ({ ...amount, value: `-${amount.value}` });

const rowOfCapture = (capture: CaptureRecord): Row => {
  const gross = moneyOf(capture.amount);
  const fee = { currency_code: gross.currency, value: toDecimal(feeOf(gross)) };
  return {
    at: capture.createdAt,
    info: {
      ...shared(capture),
      transaction_event_code: 'T0006',
      transaction_amount: capture.amount,
      fee_amount: negative(fee),
      transaction_status: 'S',
    },
  };
};

const rowOfRefund = (refund: RefundRecord): Row => ({
  at: refund.createdAt,
  info: {
    ...shared(refund),
    paypal_reference_id: refund.captureId,
    paypal_reference_id_type: 'TXN',
    transaction_event_code: 'T1107',
    transaction_amount: negative(refund.amount),
    transaction_status: 'S',
  },
});

/** What lies on the account, by currency. */
export const showBalances = (world: World, call: Call): Answer => {
  const asOf = instant(call.query.get('as_of_time')) ?? world.now();
  const sums = new Map<string, number>();
  const add = (amount: WireMoney, minor: number) =>
    sums.set(amount.currency_code, (sums.get(amount.currency_code) ?? 0) + minor);
  for (const capture of world.ledger.all('captures').filter(isSettled)) {
    const gross = moneyOf(capture.amount);
    if (capture.createdAt <= stamp(asOf)) add(capture.amount, gross.minor - feeOf(gross).minor);
  }
  for (const refund of world.ledger.all('refunds'))
    if (refund.createdAt <= stamp(asOf)) add(refund.amount, -moneyOf(refund.amount).minor);
  const only = call.query.get('currency_code');
  const balances = [...sums]
    .filter(([currency]) => !only || only === currency)
    .map(([currency, minor], index) => {
      const { currency: code } = moneyOf({ currency_code: currency, value: '0' });
      const total = { currency_code: currency, value: toDecimal(money(minor, code)) };
      return { currency, primary: index === 0, total_balance: total, available_balance: total };
    });
  return json(200, {
    balances,
    account_id: world.account.merchantId,
    as_of_time: reportTime(stamp(asOf)),
    last_refresh_time: reportTime(stamp(world.now())),
  });
};
