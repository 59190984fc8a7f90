import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Attempt, AttemptKey, Paying } from './attempt.ts';
import type { AttemptState } from './attempt-states.ts';
import type { Standing } from './outcome.ts';
import type { Outcome } from './paypal.ts';

type CheckoutKey = { readonly practiceId: PracticeId; readonly checkoutId: string };

const attemptColumns = (sql: Queryable) => sql`
  practice_id as "practiceId", id, checkout_id as "checkoutId", number, state, generation, declines,
  paypal_order_id as "paypalOrderId", approve_url as "approveUrl", invoice_id as "invoiceId",
  amount_minor as "amountMinor", currency, coalesce(lease_until > platform.now(), false) as "leaseLive",
  checks, problem, extract(epoch from platform.now() - created_at)::float8 / 3600 as "hoursOld",
  extract(epoch from platform.now() - changed_at)::float8 / 3600 as "hoursSinceChange"
`;

/** Locks the checkout. Whoever changes holds or attempts locks it first, so nobody waits in a ring. */
export const lockPaying = async (tx: Tx, { practiceId, checkoutId }: CheckoutKey) => {
  const [row] = await tx<Paying[]>`
    select practice_id as "practiceId", id as "checkoutId", state, currency, total_minor as "totalMinor",
      payer_email as "payerEmail", attendee_email as "attendeeEmail", holds_until as "holdsUntil",
      payer_name is not null and payer_email is not null and attested_at is not null
        and (attendee_name is not null and attendee_email is not null and agreed_at is not null
          or not exists (select 1 from shop.checkout_lines as line
            where line.practice_id = ${practiceId} and line.checkout_id = ${checkoutId} and line.kind = 'seat'))
        and not exists (select 1 from shop.checkout_lines as line join shop.offers as offer
            on offer.practice_id = ${practiceId} and offer.id = line.offer_id
          where line.practice_id = ${practiceId} and line.checkout_id = ${checkoutId}
            and offer.person_email is distinct from attendee_email) as ready,
      state = 'ended' and coalesce(ended_because in ('left', 'replaced'), false) as "givenUp",
      array(select line.offering_id from shop.checkout_lines as line
        where line.practice_id = ${practiceId} and line.checkout_id = ${checkoutId} and line.kind = 'seat'
        order by line.id) as "offeringIds",
      (select jsonb_agg(jsonb_build_object('discountMinor', line.coupon_saving_minor,
          'priceMinor', line.total_minor - line.package_saving_minor - line.fund_minor,
          'addedTaxMinor', case when line.tax_is_added then line.tax_minor else 0 end) order by line.id)
        from shop.checkout_lines as line
        where line.practice_id = ${practiceId} and line.checkout_id = ${checkoutId}) as lines
    from shop.checkouts where practice_id = ${practiceId} and id = ${checkoutId}
    for no key update
  `;
  return row;
};

export const checkoutOfAttempt = async (tx: Tx, { practiceId, attemptId }: AttemptKey) => {
  const [row] = await tx<{ checkoutId: string }[]>`
    select checkout_id as "checkoutId" from shop.attempts where practice_id = ${practiceId} and id = ${attemptId}
  `;
  return row?.checkoutId;
};

export const lockAttempt = async (tx: Tx, { practiceId, attemptId }: AttemptKey) => {
  const [row] = await tx<Attempt[]>`
    select ${attemptColumns(tx)} from shop.attempts
    where practice_id = ${practiceId} and id = ${attemptId} for no key update
  `;
  return row;
};

export const attemptsOfCheckout = (tx: Queryable, { practiceId, checkoutId }: CheckoutKey) => tx<Attempt[]>`
  select ${attemptColumns(tx)} from shop.attempts
  where practice_id = ${practiceId} and checkout_id = ${checkoutId} order by number desc
`;

export const attemptById = async (sql: Queryable, { practiceId, attemptId }: AttemptKey) => {
  const [row] = await sql<Attempt[]>`
    select ${attemptColumns(sql)} from shop.attempts where practice_id = ${practiceId} and id = ${attemptId}
  `;
  return row;
};

export const attemptBehind = async (sql: Queryable, practiceId: PracticeId, secretHash: Buffer) => {
  const [row] = await sql<Attempt[]>`
    select ${attemptColumns(sql)} from shop.attempts where practice_id = ${practiceId} and secret_hash = ${secretHash}
  `;
  return row;
};

/** Finds the attempt that something from PayPal speaks of: by PayPal order, by our id in it, or by a capture. */
export const attemptNamedBy = async (
  sql: Queryable,
  practiceId: PracticeId,
  named: Readonly<Record<'paypalOrderId' | 'attemptId' | 'captureId', string | null>>,
) => {
  const [row] = await sql<{ attemptId: string }[]>`
    select id as "attemptId" from shop.attempts
    where practice_id = ${practiceId} and (paypal_order_id = ${named.paypalOrderId} or id = ${named.attemptId}
      or id = (select attempt_id from shop.captures where practice_id = ${practiceId} and id = ${named.captureId}))
    limit 1
  `;
  return row?.attemptId;
};

export const insertAttempt = (
  tx: Tx,
  of: Paying,
  attempt: Pick<Attempt, 'id' | 'number' | 'invoiceId'> & { readonly secretHash: Buffer },
) => tx`
  insert into shop.attempts (practice_id, id, checkout_id, number, state, secret_hash, invoice_id, amount_minor,
    currency, next_check_at)
  values (${of.practiceId}, ${attempt.id}, ${of.checkoutId}, ${attempt.number}, 'creating', ${attempt.secretHash},
    ${attempt.invoiceId}, ${of.totalMinor}, ${of.currency}, platform.now() + interval '30 seconds')
`;

/** What may be written to an attempt beside its state; seconds count from the database's now, null clears. */
export type AttemptPatch = {
  readonly generation?: number;
  readonly declines?: number;
  readonly paypalOrderId?: string | null;
  readonly approveUrl?: string | null;
  readonly leaseSeconds?: number | null;
  readonly nextCheckSeconds?: number | null;
  readonly checks?: number;
  readonly problem?: string | null;
};

const secondsFromNow = (tx: Tx, column: string, seconds: number | null | undefined) => {
  if (seconds === undefined) return tx`${tx(column)}`;
  return seconds === null ? tx`null` : tx`platform.now() + make_interval(secs => ${seconds})`;
};

export const saveAttempt = (tx: Tx, was: Attempt, state: AttemptState, patch: AttemptPatch) => tx`
  update shop.attempts set state = ${state}, generation = ${patch.generation ?? was.generation},
    declines = ${patch.declines ?? was.declines},
    paypal_order_id = ${patch.paypalOrderId === undefined ? was.paypalOrderId : patch.paypalOrderId},
    approve_url = ${patch.approveUrl === undefined ? was.approveUrl : patch.approveUrl},
    lease_until = ${secondsFromNow(tx, 'lease_until', patch.leaseSeconds)},
    next_check_at = ${secondsFromNow(tx, 'next_check_at', patch.nextCheckSeconds)},
    checks = ${patch.checks ?? was.checks}, problem = ${patch.problem === undefined ? was.problem : patch.problem},
    changed_at = ${was.state === state ? tx`changed_at` : tx`platform.now()`}
  where practice_id = ${was.practiceId} and id = ${was.id}
`;

export const setCheckoutState = (
  tx: Tx,
  of: Paying,
  state: 'open' | 'paying' | 'ended',
  because: string | null,
) => tx`
  update shop.checkouts set state = ${state},
    ended_at = ${state === 'ended' ? tx`platform.now()` : null}, ended_because = ${because}
  where practice_id = ${of.practiceId} and id = ${of.checkoutId} and state in ('open', 'paying')
`;

export type Call = {
  readonly practiceId: PracticeId;
  readonly id: string;
  readonly attemptId: string;
  readonly operation: 'create' | 'get' | 'capture' | 'refund' | 'get-capture' | 'get-refund';
  readonly key?: string;
  readonly body?: string;
};

/** The intent, stored before the call is made. */
export const insertCall = (sql: Queryable, call: Call) => sql`
  insert into shop.calls (practice_id, id, attempt_id, operation, request_key, request_body)
  values (${call.practiceId}, ${call.id}, ${call.attemptId}, ${call.operation}, ${call.key ?? null}, ${call.body ?? null})
`;

const outcomeWords = (outcome: Outcome<unknown>): string => {
  if (outcome.kind === 'ok') return 'ok';
  return outcome.kind === 'refused' ? `refused:${outcome.issue}` : `unknown:${outcome.why}`;
};

export const finishCall = (
  sql: Queryable,
  call: { readonly practiceId: PracticeId; readonly id: string },
  outcome: Outcome<unknown>,
) => sql`
  update shop.calls set ended_at = platform.now(), status = ${outcome.status ?? null},
    outcome = ${outcomeWords(outcome)}, debug_id = ${outcome.debugId ?? null}
  where practice_id = ${call.practiceId} and id = ${call.id}
`;

/** What was first sent under this key: a repeat must be byte-identical. `open` while no answer is stored. */
export const intentUnder = async (sql: Queryable, { practiceId, attemptId }: AttemptKey, key: string) => {
  const [row] = await sql<{ id: string; body: string | null; open: boolean }[]>`
    select id, request_body as body, ended_at is null as open from shop.calls
    where practice_id = ${practiceId} and attempt_id = ${attemptId} and request_key = ${key}
    order by started_at, id limit 1
  `;
  return row;
};

export const orderOfCheckout = async (sql: Queryable, { practiceId, checkoutId }: CheckoutKey) => {
  const [row] = await sql<{ orderId: string; captureId: string | null }[]>`
    select id as "orderId", capture_id as "captureId" from shop.orders
    where practice_id = ${practiceId} and checkout_id = ${checkoutId}
  `;
  return row;
};

/** What surrounds an attempt when its page is shown. */
export const standingOf = async (sql: Queryable, { practiceId, id, checkoutId }: Attempt) => {
  const [row] = await sql<Standing[]>`
    select checkout.state as "checkoutState", checkout.holds_until as "holdsUntil", placed.id as "orderId",
      coalesce(placed.placed_at < platform.now() - interval '1 day', false) as "placedLongAgo",
      checkout.state = 'ended' and coalesce(checkout.ended_because in ('left', 'replaced'), false) as "givenUp",
      exists (select 1 from shop.refunds as refund
        join shop.captures as taken on taken.practice_id = ${practiceId} and taken.id = refund.capture_id
        where refund.practice_id = ${practiceId} and taken.attempt_id = ${id} and refund.state = 'failed') as "refundFailed",
      coalesce(capture.attempt_id = ${id}, false) as "paidByThis", line.count::float8 as chairs, line.things::float8 as things,
      hold.count = line.count as held
    from shop.checkouts as checkout
    left join shop.orders as placed on placed.practice_id = ${practiceId} and placed.checkout_id = checkout.id
    left join shop.captures as capture on capture.practice_id = ${practiceId} and capture.id = placed.capture_id,
      lateral (select count(*) filter (where kind = 'seat') as count, count(*) filter (where kind <> 'seat') as things
        from shop.checkout_lines where practice_id = ${practiceId} and checkout_id = ${checkoutId}) as line,
      lateral (select count(*) from shop.holds where practice_id = ${practiceId} and checkout_id = ${checkoutId}
        and (state = 'pinned' or (state = 'held' and expires_at > platform.now()))) as hold
    where checkout.practice_id = ${practiceId} and checkout.id = ${checkoutId}
  `;
  return row;
};

export const attemptsToCheck = (sql: Queryable, limit: number) => sql<AttemptKey[]>`
  select practice_id as "practiceId", id as "attemptId" from shop.attempts
  where next_check_at <= platform.now() order by next_check_at limit ${limit}
`;
