import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';

export type Violation = { readonly rule: string; readonly subject: string };

/** Seats: the counters tell what the rows tell, and nothing is oversold or forgotten. */
export const seatViolations = (sql: Queryable, practiceId: PracticeId) => sql<Violation[]>`
  select 'held seats are live holds' as rule, offering.id::text as subject from shop.offerings as offering
  where offering.practice_id = ${practiceId} and offering.held <> (select count(*) from shop.holds as hold
    where hold.practice_id = ${practiceId} and hold.offering_id = offering.id and hold.state in ('held', 'pinned'))
  union all
  select 'confirmed seats are active seats', offering.id::text from shop.offerings as offering
  where offering.practice_id = ${practiceId} and offering.confirmed <> (select count(*) from shop.seats as seat
    where seat.practice_id = ${practiceId} and seat.offering_id = offering.id and seat.state in ('paid', 'granted'))
  union all
  select 'offered seats are live offers', offering.id::text from shop.offerings as offering
  where offering.practice_id = ${practiceId} and offering.offered <> (select count(*) from shop.offers as offer
    where offer.practice_id = ${practiceId} and offer.offering_id = offering.id and offer.state = 'made')
  union all
  select 'no group is oversold', offering.id::text from shop.offerings as offering
  where offering.practice_id = ${practiceId} and (select count(*) from shop.seats as seat
    where seat.practice_id = ${practiceId} and seat.offering_id = offering.id and seat.state in ('paid', 'granted'))
    > offering.capacity
  union all
  select 'no hold outlives its time by a minute', hold.id::text from shop.holds as hold
  where hold.practice_id = ${practiceId} and hold.state = 'held' and hold.expires_at < platform.now() - interval '60 seconds'
  union all
  select 'a pinned hold belongs to money in motion', hold.id::text from shop.holds as hold
  where hold.practice_id = ${practiceId} and hold.state = 'pinned' and not exists (select 1 from shop.attempts as attempt
    where attempt.practice_id = ${practiceId} and attempt.checkout_id = hold.checkout_id and attempt.state in ('capturing', 'pending'))
  union all
  select 'money in motion has its seats pinned', attempt.id::text from shop.attempts as attempt
  where attempt.practice_id = ${practiceId} and attempt.state = 'capturing' and (select count(*) from shop.holds as hold
    where hold.practice_id = ${practiceId} and hold.checkout_id = attempt.checkout_id and hold.state = 'pinned')
    <> (select count(*) from shop.checkout_lines as line
      where line.practice_id = ${practiceId} and line.checkout_id = attempt.checkout_id and line.kind = 'seat')
  union all
  select 'a paid seat has its order', seat.id::text from shop.seats as seat
  where seat.practice_id = ${practiceId} and seat.state = 'paid' and seat.order_id is null
  union all
  select 'what was given back is free', withdrawal.seat_id::text from shop.withdrawals as withdrawal
  join shop.seats as seat on seat.practice_id = withdrawal.practice_id and seat.id = withdrawal.seat_id
  where withdrawal.practice_id = ${practiceId} and seat.state <> 'freed'
  union all
  select 'what goes back for a seat was asked for in full', withdrawal.id::text from shop.withdrawals as withdrawal
  join shop.refunds as refund on refund.practice_id = withdrawal.practice_id and refund.id = withdrawal.refund_id
  where withdrawal.practice_id = ${practiceId} and refund.amount_minor <> withdrawal.back_minor
  union all
  select 'who moved is in one group, and has what was left of the money', seat.id::text from shop.seats as seat
  join shop.seats as before on before.practice_id = ${practiceId} and before.id = seat.follows_id
  left join shop.withdrawals as gone on gone.practice_id = ${practiceId} and gone.seat_id = before.id
  where seat.practice_id = ${practiceId} and (before.state <> 'freed' or before.ended_because <> 'transferred'
    or before.order_id is distinct from seat.order_id or gone.id is null
    or seat.carried_minor + gone.back_minor > gone.paid_minor)
  union all
  select 'an order has a seat for every seat line', placed.id::text from shop.orders as placed
  where placed.practice_id = ${practiceId} and (select count(*) from shop.seats as seat
    where seat.practice_id = ${practiceId} and seat.order_id = placed.id and seat.follows_id is null)
    <> (select count(*) from shop.checkout_lines as line
      where line.practice_id = ${practiceId} and line.checkout_id = placed.checkout_id and line.kind = 'seat')
  union all
  select 'an order has a download for every workbook line', placed.id::text from shop.orders as placed
  where placed.practice_id = ${practiceId} and (select count(*) from shop.downloads as download
    join shop.checkout_lines as line on line.practice_id = ${practiceId} and line.id = download.line_id
      and line.checkout_id = placed.checkout_id and line.workbook_id = download.workbook_id
    where download.practice_id = ${practiceId} and download.order_id = placed.id)
    <> (select count(*) from shop.checkout_lines as line
      where line.practice_id = ${practiceId} and line.checkout_id = placed.checkout_id and line.kind = 'workbook')
`;

/** Offers: each is where its state says, in one place, and ends when it should. */
export const offerViolations = (sql: Queryable, practiceId: PracticeId) => sql<Violation[]>`
  select 'an offer in a checkout has its one live hold' as rule, offer.id::text as subject from shop.offers as offer
  where offer.practice_id = ${practiceId} and (offer.state = 'held')::integer <> (select count(*) from shop.holds as hold
    where hold.practice_id = ${practiceId} and hold.offer_id = offer.id and hold.offering_id = offer.offering_id
      and hold.state in ('held', 'pinned'))
  union all
  select 'a paid offer became its own seat', offer.id::text from shop.offers as offer
  where offer.practice_id = ${practiceId} and offer.state = 'paid' and not exists (select 1 from shop.seats as seat
    join shop.holds as hold on hold.practice_id = ${practiceId} and hold.line_id = seat.line_id
      and hold.offer_id = offer.id and hold.state = 'consumed'
    where seat.practice_id = ${practiceId} and seat.id = offer.seat_id and seat.offering_id = offer.offering_id)
  union all
  select 'no offer outlives its time by two minutes', offer.id::text from shop.offers as offer
  where offer.practice_id = ${practiceId} and offer.state = 'made' and offer.until_at < platform.now() - interval '2 minutes'
  union all
  select 'who offers together ends together', offer.id::text from shop.offers as offer
  where offer.practice_id = ${practiceId} and offer.pair_rule = 'together' and offer.state in ('made', 'held')
    and offer.ends_because is null and exists (select 1 from shop.offers as other
      where other.practice_id = ${practiceId} and other.pair_id = offer.pair_id and other.id <> offer.id
        and other.state in ('declined', 'expired', 'withdrawn'))
`;

/** Money: every capture bought one order or goes back, and the ledger says the same. */
export const moneyViolations = (sql: Queryable, practiceId: PracticeId) => sql<Violation[]>`
  select 'a capture bought one order or goes back' as rule, capture.id as subject from shop.captures as capture
  where capture.practice_id = ${practiceId} and capture.status in ('COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED')
    and (select count(*) from shop.orders as placed where placed.practice_id = ${practiceId} and placed.capture_id = capture.id)
      + (capture.surplus_because is not null)::int <> 1
  union all
  select 'money that bought nothing has its refund', capture.id from shop.captures as capture
  where capture.practice_id = ${practiceId} and capture.surplus_because is not null and not exists (
    select 1 from shop.refunds as refund where refund.practice_id = ${practiceId} and refund.capture_id = capture.id)
  union all
  select 'a paid order is in the ledger to the cent', placed.id::text from shop.orders as placed
  where placed.practice_id = ${practiceId} and placed.capture_id is not null and placed.total_minor <> coalesce((
    select -sum(entry.amount_minor) from shop.ledger as entry where entry.practice_id = ${practiceId}
      and entry.order_id = placed.id and entry.because = 'sale' and entry.account in ('sales', 'tax', 'funds')
      and entry.currency = placed.currency), 0)
  union all
  select 'sales are orders', entry.id::text from shop.ledger as entry
  where entry.practice_id = ${practiceId} and entry.account = 'sales' and not exists (
    select 1 from shop.orders as placed where placed.practice_id = ${practiceId} and placed.id = entry.order_id)
  union all
  select 'an order costs what was captured', placed.id::text from shop.orders as placed
  join shop.captures as capture on capture.practice_id = ${practiceId} and capture.id = placed.capture_id
  where placed.practice_id = ${practiceId}
    and (capture.amount_minor, capture.currency) is distinct from (placed.total_minor, placed.currency)
  union all
  select 'refunds never exceed their capture', capture.id from shop.captures as capture
  where capture.practice_id = ${practiceId} and capture.amount_minor < (select coalesce(sum(refund.amount_minor), 0)
    from shop.refunds as refund
    where refund.practice_id = ${practiceId} and refund.capture_id = capture.id
      and refund.state not in ('failed', 'cancelled', 'undone'))
  union all
  select 'what goes back is counted on its capture', capture.id from shop.captures as capture
  where capture.practice_id = ${practiceId} and capture.given_minor <> (select coalesce(sum(refund.amount_minor), 0)
    from shop.refunds as refund where refund.practice_id = ${practiceId} and refund.capture_id = capture.id
      and refund.state not in ('failed', 'cancelled', 'undone'))
  union all
  select 'a finished refund is in the ledger', refund.id::text from shop.refunds as refund
  where refund.practice_id = ${practiceId} and (refund.state in ('completed', 'settled'))::int * refund.amount_minor
    <> coalesce((select -sum(entry.amount_minor) from shop.ledger as entry where entry.practice_id = ${practiceId}
      and entry.refund_id = refund.id and entry.account in ('paypal-balance', 'paypal-fees', 'differences')), 0)
  union all
  select 'a posting sums to zero', entry.posting_id::text from shop.ledger as entry
  where entry.practice_id = ${practiceId}
  group by entry.posting_id, entry.currency having sum(entry.amount_minor) <> 0
  union all
  select 'a captured attempt has its order', attempt.id::text from shop.attempts as attempt
  where attempt.practice_id = ${practiceId} and attempt.state = 'captured' and not exists (
    select 1 from shop.orders as placed where placed.practice_id = ${practiceId} and placed.checkout_id = attempt.checkout_id)
  union all
  select 'order numbers have no gaps', max(number)::text from shop.orders
  where practice_id = ${practiceId} having max(number) - min(number) + 1 <> count(*)
`;

/** Attempts and refunds that nobody will come back to, though they are not at rest. */
export const forgotten = (sql: Queryable, practiceId: PracticeId) => sql<Violation[]>`
  select 'whatever is not at rest is looked at again' as rule, id::text as subject from shop.attempts
  where practice_id = ${practiceId} and next_check_at is null and state in ('creating', 'awaiting', 'capturing', 'pending')
  union all
  select 'a wanted refund is tried again', id::text from shop.refunds
  where practice_id = ${practiceId} and next_try_at is null and state in ('wanted', 'asked', 'pending')
`;

export type StoryLine = {
  /** hold, attempt, call, event, capture, refund, posting, change, mail */
  readonly kind: string;
  readonly at: string;
  /** What it is about, as stored: ids, states, keys. Never a name. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

/** Everything that is written down about a checkout's way to its money, oldest first. */
export const storyOf = (sql: Queryable, practiceId: PracticeId, checkoutId: string) => sql<StoryLine[]>`
  with tries as (select * from shop.attempts where practice_id = ${practiceId} and checkout_id = ${checkoutId}),
    money as (select * from shop.captures where practice_id = ${practiceId} and attempt_id in (select id from tries)),
    given as (select * from shop.refunds where practice_id = ${practiceId} and capture_id in (select id from money))
  select kind, to_json(at) #>> '{}' as at, facts from (
    select 'hold' as kind, created_at as at, jsonb_build_object('id', id, 'offering', offering_id, 'state', state,
      'expiresAt', expires_at, 'endedAt', ended_at, 'because', ended_because) as facts
    from shop.holds where practice_id = ${practiceId} and checkout_id = ${checkoutId}
    union all
    select 'attempt', created_at, jsonb_build_object('id', id, 'number', number, 'state', state, 'paypalOrder', paypal_order_id,
      'invoice', invoice_id, 'amountMinor', amount_minor, 'currency', currency, 'generation', generation, 'declines', declines,
      'problem', problem, 'nextCheckAt', next_check_at) from tries
    union all
    select 'call', started_at, jsonb_build_object('operation', operation, 'key', request_key, 'status', status,
      'outcome', outcome, 'debugId', debug_id, 'endedAt', ended_at)
    from shop.calls where practice_id = ${practiceId} and attempt_id in (select id from tries)
    union all
    select 'event', received_at, jsonb_build_object('id', event_id, 'type', event_type, 'verifiedBy', verified_by,
      'times', received_count, 'doneAt', done_at, 'outcome', outcome)
    from shop.webhook_inbox where practice_id = ${practiceId} and (attempt_id in (select id from tries)
      or paypal_order_id in (select paypal_order_id from tries) or capture_id in (select id from money))
    union all
    select 'capture', recorded_at, jsonb_build_object('id', id, 'status', status, 'amountMinor', amount_minor,
      'currency', currency, 'feeMinor', fee_minor, 'surplus', surplus_because) from money
    union all
    select 'refund', created_at, jsonb_build_object('id', id, 'paypalRefund', paypal_refund_id, 'amountMinor', amount_minor,
      'currency', currency, 'because', because, 'state', state, 'problem', problem) from given
    union all
    select 'posting', posted_at, jsonb_build_object('posting', posting_id, 'account', account, 'amountMinor', amount_minor,
      'currency', currency, 'because', because) from shop.ledger
    where practice_id = ${practiceId} and (attempt_id in (select id from tries) or capture_id in (select id from money))
    union all
    select 'change', at, jsonb_build_object('entity', entity, 'id', entity_id, 'was', was, 'became', became,
      'because', because, 'actor', actor) from shop.history
    where practice_id = ${practiceId} and (entity_id = ${checkoutId} or entity_id in (select id from tries)
      or entity_id in (select id from given)
      or entity_id in (select id from shop.orders where practice_id = ${practiceId} and checkout_id = ${checkoutId}))
  ) as lines (kind, at, facts) order by at, kind
`;
