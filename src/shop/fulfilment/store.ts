import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';

export type PaidFor = { readonly practiceId: PracticeId; readonly checkoutId: string };

export type CheckoutToPlace = {
  readonly id: string;
  readonly cartId: string;
  readonly state: string;
  readonly currency: Currency;
  readonly totalMinor: number;
  readonly payerName: string | null;
  readonly payerEmail: string | null;
  readonly attendeeName: string | null;
  readonly attendeeEmail: string | null;
  readonly attendeeIsPayer: boolean | null;
  readonly chairs: number;
};

export const checkoutToPlace = async (tx: Tx, { practiceId, checkoutId }: PaidFor) => {
  const [row] = await tx<CheckoutToPlace[]>`
    select id, cart_id as "cartId", state, currency, total_minor as "totalMinor",
      payer_name as "payerName", payer_email as "payerEmail", attendee_name as "attendeeName",
      attendee_email as "attendeeEmail", attendee_is_payer as "attendeeIsPayer",
      (select count(*)::integer from shop.checkout_lines as line where line.practice_id = ${practiceId}
        and line.checkout_id = ${checkoutId} and line.kind = 'seat') as chairs
    from shop.checkouts where practice_id = ${practiceId} and id = ${checkoutId}
    for no key update
  `;
  return row;
};

/** The next number, without gaps in the order of commits: the row stays locked until the order is stored. */
export const nextNumber = async (tx: Tx, practiceId: PracticeId, name: string, first: number) => {
  const [row] = await tx<{ value: number }[]>`
    insert into shop.counters (practice_id, name, value) values (${practiceId}, ${name}, ${first})
    on conflict (practice_id, name) do update set value = shop.counters.value + 1
    returning value
  `;
  return row?.value ?? first;
};

export type NewOrder = {
  readonly id: string;
  readonly number: number;
  readonly checkoutId: string;
  readonly captureId: string | null;
  readonly totalMinor: number;
  readonly currency: string;
  readonly payer: { readonly name: string; readonly email: string };
  readonly secretHash: Buffer;
};

export const insertOrder = (tx: Tx, practiceId: PracticeId, order: NewOrder) => tx`
  insert into shop.orders (practice_id, id, number, checkout_id, capture_id, state, total_minor, currency,
    payer_name, payer_email, secret_hash)
  values (${practiceId}, ${order.id}, ${order.number}, ${order.checkoutId}, ${order.captureId},
    ${order.captureId === null ? 'free' : 'paid'}, ${order.totalMinor}, ${order.currency},
    ${order.payer.name}, ${order.payer.email}, ${order.secretHash})
`;

export const markOrdered = (tx: Tx, { practiceId, checkoutId }: PaidFor) => tx`
  update shop.checkouts set state = 'ordered', ended_at = platform.now(), ended_because = 'ordered'
  where practice_id = ${practiceId} and id = ${checkoutId}
`;

/** What was bought leaves the cart; whatever else lies in it stays. */
export const emptyCartOf = (tx: Tx, { practiceId, checkoutId }: PaidFor) => tx`
  delete from shop.cart_lines as line using shop.checkouts as checkout, shop.checkout_lines as bought
  where checkout.practice_id = ${practiceId} and checkout.id = ${checkoutId}
    and bought.practice_id = ${practiceId} and bought.checkout_id = ${checkoutId}
    and line.practice_id = ${practiceId} and line.cart_id = checkout.cart_id
    and case line.kind when 'package' then line.package_id = bought.package_id
      when 'workbook' then line.workbook_id = bought.workbook_id
      else line.offering_id = bought.offering_id end
`;

export type Change = {
  readonly entity:
    | 'attempt'
    | 'checkout'
    | 'order'
    | 'seat'
    | 'refund'
    | 'dispute'
    | 'break'
    | 'offer'
    | 'offering'
    | 'coupon'
    | 'fund'
    | 'download'
    | 'workbook'
    | 'package';
  readonly id: string;
  readonly was: string | null;
  readonly became: string;
  readonly because?: string | undefined;
  /** Which door it came through: return-page, webhook, reconciler, buyer, desk. */
  readonly actor: string;
};

export const insertChanges = (tx: Tx, practiceId: PracticeId, changes: readonly Change[]) => tx`
  insert into shop.history ${tx(
    changes.map((change) => ({
      practice_id: practiceId,
      id: newId<'change'>(),
      entity: change.entity,
      entity_id: change.id,
      was: change.was,
      became: change.became,
      because: change.because ?? null,
      actor: change.actor,
    })),
  )}
`;

export type SeatOfOrder = {
  readonly seatId: string;
  readonly offeringId: string;
  readonly attendeeName: string;
  readonly attendeeEmail: string;
  readonly state: 'paid' | 'granted' | 'freed';
  readonly createdAt: Instant;
};

export const seatsOfOrder = (sql: Queryable, practiceId: PracticeId, orderId: string) => sql<SeatOfOrder[]>`
  select id as "seatId", offering_id as "offeringId", attendee_name as "attendeeName",
    attendee_email as "attendeeEmail", state, created_at as "createdAt"
  from shop.seats where practice_id = ${practiceId} and order_id = ${orderId}
  order by id
`;

/** Wants a refund of what is left of a capture; the same wish twice is one row, and never more than was taken. */
export const wantRefund = (
  tx: Tx,
  practiceId: PracticeId,
  wish: {
    readonly captureId: string;
    readonly because: string;
    readonly state: 'wanted' | 'completed';
    readonly key: string;
  },
) => tx<{ id: string; amountMinor: number }[]>`
  insert into shop.refunds (practice_id, id, request_key, capture_id, amount_minor, currency, because, state, next_try_at)
  select ${practiceId}, ${newId<'refund'>()}, ${wish.key}, capture.id, capture.amount_minor - capture.given_minor,
    capture.currency, ${wish.because}, ${wish.state}, ${wish.state === 'wanted' ? tx`platform.now()` : null}
  from shop.captures as capture
  where capture.practice_id = ${practiceId} and capture.id = ${wish.captureId}
    and capture.amount_minor > capture.given_minor
  on conflict (practice_id, request_key) do nothing
  returning id, amount_minor as "amountMinor"
`;

export const setOrderState = (
  tx: Tx,
  practiceId: PracticeId,
  orderId: string,
  state: 'refunded' | 'partly-refunded',
) => tx`
  update shop.orders set state = ${state} where practice_id = ${practiceId} and id = ${orderId} and state <> 'refunded'
`;
