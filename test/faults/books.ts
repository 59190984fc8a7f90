// What must be true at the end of every story: seats, money and PayPal's own books agree, and nobody paid twice.
import type { PracticeId } from '../../src/kernel/id.ts';
import { fromDecimal, isCurrency } from '../../src/kernel/money.ts';
import type { Queryable } from '../../src/platform/db.ts';
import { invariants } from '../../src/shop/payments/public.ts';

type Wire = { readonly currency_code: string; readonly value: string };
type Captured = { readonly id: string; readonly status: string; readonly amount: Wire };
export type PayPalBooks = {
  readonly captures: readonly Captured[];
  readonly refunds: readonly { readonly captureId: string; readonly amount: Wire }[];
};

export const payPalBooks = async (origin: string): Promise<PayPalBooks> => {
  const answer = await fetch(`${origin}/__sandbox/state`);
  return (await answer.json()) as PayPalBooks;
};

const TAKEN = ['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED'];

const minor = ({ currency_code: currency, value }: Wire): number =>
  (isCurrency(currency) ? fromDecimal(value, currency)?.minor : undefined) ?? Number.NaN;

/** Payments, holds and refunds that are not at rest. */
export const unfinished = async (sql: Queryable, practiceId: PracticeId): Promise<number> => {
  const [row] = await sql<{ left: number }[]>`
    select (select count(*) from shop.attempts where practice_id = ${practiceId}
        and state in ('creating', 'awaiting', 'capturing', 'pending'))
      + (select count(*) from shop.holds where practice_id = ${practiceId} and state in ('held', 'pinned'))
      + (select count(*) from shop.refunds where practice_id = ${practiceId}
        and state in ('wanted', 'asked', 'pending')) as left
  `;
  return Number(row?.left ?? 0);
};

/** Everything that is wrong, in sentences; empty is well. */
export const wrongInTheBooks = async (
  sql: Queryable,
  practiceId: PracticeId,
  payPal: PayPalBooks,
): Promise<string[]> => {
  const broken = await invariants(sql, practiceId);
  return [
    ...broken.map(({ rule, subject }) => `${rule} (${subject})`),
    ...(await disagreements(sql, practiceId, payPal)),
    ...(await paidTwice(sql, practiceId)),
  ];
};

/** Captures that only one side knows, and a balance that differs. */
const disagreements = async (sql: Queryable, practiceId: PracticeId, payPal: PayPalBooks) => {
  const ours = await sql<{ id: string }[]>`select id from shop.captures where practice_id = ${practiceId}`;
  const [ledger] = await sql<{ balance: number }[]>`
    select coalesce(sum(amount_minor), 0)::bigint as balance from shop.ledger
    where practice_id = ${practiceId} and account in ('paypal-balance', 'paypal-fees')
  `;
  const taken = payPal.captures.filter(({ status }) => TAKEN.includes(status));
  const known = new Set(ours.map(({ id }) => id));
  const sum = (list: readonly { amount: Wire }[]) =>
    list.reduce((total, { amount }) => total + minor(amount), 0);
  const balance = sum(taken) - sum(payPal.refunds);
  return [
    ...taken.filter(({ id }) => !known.has(id)).map(({ id }) => `money was taken that we do not know: ${id}`),
    ...(Number(ledger?.balance) === balance
      ? []
      : [`the ledger says ${ledger?.balance}, PayPal holds ${balance}`]),
  ];
};

/** The same person charged more than once for one group, money given back not counted. */
const paidTwice = async (sql: Queryable, practiceId: PracticeId) => {
  const rows = await sql<{ email: string; times: number }[]>`
    select checkout.attendee_email as email, count(*) as times
    from shop.captures as capture
    join shop.attempts as attempt on attempt.practice_id = ${practiceId} and attempt.id = capture.attempt_id
    join shop.checkouts as checkout on checkout.practice_id = ${practiceId} and checkout.id = attempt.checkout_id
    join shop.checkout_lines as line on line.practice_id = ${practiceId} and line.checkout_id = checkout.id
    where capture.practice_id = ${practiceId} and capture.status = 'COMPLETED'
    group by checkout.attendee_email, line.offering_id having count(*) > 1
  `;
  return rows.map(({ email, times }) => `${email} was charged ${times} times`);
};
