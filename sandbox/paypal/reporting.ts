import { type Currency, money, toDecimal } from '../../src/kernel/money.ts';
import { type Instant, Temporal } from '../../src/kernel/time.ts';
import { type Answer, type Call, json } from './answer.ts';
import { newDebugId } from './ids.ts';
import { isHold, type StatementRow, statement } from './movements.ts';
import { wire } from './views.ts';
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

/** What moved on the account: seen only after a while, in pages, for at most 31 days at once. */
export const listTransactions = (world: World, call: Call): Answer => {
  const from = instant(call.query.get('start_date'));
  const to = instant(call.query.get('end_date'));
  if (!from || !to) return no('INVALID_DATE', 'start_date and end_date are needed.');
  if (Temporal.Instant.compare(from, to) > 0)
    return no('INVALID_DATE_RANGE', 'start_date is after end_date.');
  if (from.until(to).total('hours') > MOST_DAYS * 24)
    return no('INVALID_DATE_RANGE', 'At most 31 days at once.');
  const refreshed = refreshedAt(world);
  const until = Temporal.Instant.compare(to, refreshed) < 0 ? to : refreshed;
  const wanted = call.query.get('transaction_id');
  const rows = statement(world).filter(
    ({ at, id }) => at >= stamp(from) && at <= stamp(until) && (!wanted || id === wanted),
  );
  if (rows.length > switches(world).reportMost)
    return no('RESULTSET_TOO_LARGE', 'Result set size is greater than the maximum limit.');
  return json(200, pageOf(world, call, { rows, from, to, refreshed }));
};

const refreshedAt = (world: World): Instant =>
  world.now().subtract({ minutes: switches(world).reportLagMinutes });

type Found = {
  readonly rows: readonly StatementRow[];
  readonly from: Instant;
  readonly to: Instant;
  readonly refreshed: Instant;
};

const pageOf = (world: World, call: Call, { rows, from, to, refreshed }: Found) => {
  const size = Math.min(Math.max(Number(call.query.get('page_size') ?? 100) || 100, 1), 500);
  const page = Math.max(Number(call.query.get('page') ?? 1) || 1, 1);
  return {
    transaction_details: rows
      .slice((page - 1) * size, page * size)
      .map((row) => ({ transaction_info: infoOf(row) })),
    account_number: world.account.merchantId,
    start_date: reportTime(stamp(from)),
    end_date: reportTime(stamp(to)),
    last_refreshed_datetime: reportTime(stamp(refreshed)),
    page,
    total_items: rows.length,
    total_pages: Math.ceil(rows.length / size),
    links: [{ href: `${world.origin()}${call.path}?${call.query}`, rel: 'self', method: 'GET' }],
  };
};

const infoOf = (row: StatementRow) => ({
  transaction_id: row.id,
  ...(row.referenceId ? { paypal_reference_id: row.referenceId, paypal_reference_id_type: 'TXN' } : {}),
  transaction_event_code: row.code,
  transaction_initiation_date: reportTime(row.at),
  transaction_updated_date: reportTime(row.at),
  transaction_amount: wire(row.amount),
  ...(row.fee ? { fee_amount: wire(row.fee) } : {}),
  transaction_status: row.status,
  ...(row.invoiceId ? { invoice_id: row.invoiceId } : {}),
  ...(row.customId ? { custom_field: row.customId } : {}),
});

type Sums = { readonly total: number; readonly withheld: number };

/** What lies on the account, by currency; what is held is on it, and not at hand. */
export const showBalances = (world: World, call: Call): Answer => {
  const asOf = instant(call.query.get('as_of_time')) ?? world.now();
  const only = call.query.get('currency_code');
  const sums = new Map<Currency, Sums>();
  for (const row of statement(world))
    if (row.at <= stamp(asOf) && row.status !== 'P') sums.set(row.amount.currency, added(sums, row));
  const balances = [...sums]
    .filter(([currency]) => !only || only === currency)
    .map(([currency, { total, withheld }], index) => {
      const amount = (minor: number) => ({
        currency_code: currency,
        value: toDecimal(money(minor, currency)),
      });
      return {
        ...{ currency, primary: index === 0, total_balance: amount(total) },
        ...{ available_balance: amount(total - withheld), withheld_balance: amount(withheld) },
      };
    });
  return json(200, {
    balances,
    account_id: world.account.merchantId,
    as_of_time: reportTime(stamp(asOf)),
    last_refresh_time: reportTime(stamp(refreshedAt(world))),
  });
};

const added = (sums: Map<Currency, Sums>, { amount, fee, code }: StatementRow): Sums => {
  const { total, withheld } = sums.get(amount.currency) ?? { total: 0, withheld: 0 };
  const net = amount.minor + (fee?.minor ?? 0);
  return isHold(code) ? { total, withheld: withheld - net } : { total: total + net, withheld };
};
