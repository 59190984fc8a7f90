import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { type Currency, money } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';
import { hashSecret, newId } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { SecretLinks } from '../../platform/links.ts';
import { openDownloads } from '../downloads/public.ts';
import { consumeSavings } from '../savings/public.ts';
import { type ConsumedSeat, consumeHolds } from '../seats/public.ts';
import { post } from './book-actions.ts';
import { fundPaid } from './postings.ts';
import * as store from './store.ts';

/** The first order of a practice bears this number. */
const FIRST_ORDER = 1001;

export type FulfilmentDeps = { readonly links: SecretLinks; readonly jobs: Jobs };

type Placing = {
  readonly practiceId: PracticeId;
  readonly checkoutId: string;
  readonly captureId: string | null;
  readonly actor: string;
};

/**
 * Places the order of a checkout whose seats the caller has pinned in this transaction: seats, order number,
 * downloads, history, the event `order-placed` and the emptied cart come to be together or not at all.
 * The offerings are already locked by the pinning; only then is the counter taken, else two orders could wait
 * for each other. `captureId` is null for a free order.
 */
export const placeOrder = async (
  tx: Tx,
  deps: FulfilmentDeps,
  wish: Placing,
): Promise<{ readonly orderId: string; readonly number: number }> => {
  const { practiceId, checkoutId } = wish;
  const checkout = await store.checkoutToPlace(tx, wish);
  invariant(checkout && checkout.state !== 'ordered', 'a checkout becomes one order');
  const { payerName, payerEmail } = checkout;
  invariant(payerName && payerEmail, 'an order names its payer');
  const orderId = newId<'order'>();
  const number = await store.nextNumber(tx, practiceId, 'order', FIRST_ORDER);
  await store.insertOrder(tx, practiceId, {
    id: orderId,
    number,
    checkoutId,
    captureId: wish.captureId,
    totalMinor: checkout.totalMinor,
    currency: checkout.currency,
    payer: { name: payerName, email: payerEmail },
    secretHash: hashSecret(deps.links.secret('order', orderId)),
  });
  const of = { practiceId, checkoutId, orderId };
  const seats = await seatsBought(tx, deps, checkout, of);
  const downloadIds = await openDownloads(tx, deps, of);
  await useSavings(tx, wish, { orderId, currency: checkout.currency });
  await store.markOrdered(tx, wish);
  await store.emptyCartOf(tx, wish);
  const became = wish.captureId === null ? 'free' : 'paid';
  await store.insertChanges(tx, practiceId, [
    { entity: 'checkout', id: checkoutId, was: checkout.state, became: 'ordered', actor: wish.actor },
    { entity: 'order', id: orderId, was: null, became, actor: wish.actor },
    ...downloadIds.map((id) => ({
      entity: 'download' as const,
      id,
      was: null,
      became: 'open',
      actor: wish.actor,
    })),
  ]);
  await tellSeats(tx, deps, practiceId, { seats, actor: wish.actor });
  await deps.jobs.enqueue(tx, 'order-placed', { practiceId, orderId });
  return { orderId, number };
};

/** The history of each seat, and of the offer that it was kept by, which is paid now. */
const tellSeats = async (
  tx: Tx,
  { jobs }: FulfilmentDeps,
  practiceId: PracticeId,
  { seats, actor }: { readonly seats: readonly ConsumedSeat[]; readonly actor: string },
): Promise<void> => {
  const changes = seats.flatMap(({ seatId, offerId }) => [
    { entity: 'seat' as const, id: seatId, was: null, became: 'paid', actor },
    ...(offerId === null
      ? []
      : [{ entity: 'offer' as const, id: offerId, was: 'held', became: 'paid', actor }]),
  ]);
  if (changes.length > 0) await store.insertChanges(tx, practiceId, changes);
  for (const { offerId, seatId, offeringId } of seats)
    if (offerId !== null) await jobs.enqueue(tx, 'offer-paid', { practiceId, offerId, offeringId, seatId });
};

/** A seat for each seat line. Nobody comes where no chair was bought. */
const seatsBought = async (
  tx: Tx,
  { links }: FulfilmentDeps,
  checkout: store.CheckoutToPlace,
  of: { readonly practiceId: PracticeId; readonly checkoutId: string; readonly orderId: string },
): Promise<readonly ConsumedSeat[]> => {
  const { attendeeName: name, attendeeEmail: email, attendeeIsPayer, chairs } = checkout;
  if (chairs === 0) return [];
  invariant(name && email, 'whoever comes is named');
  const secretHashOf = (seatId: string) =>
    attendeeIsPayer ? null : hashSecret(links.secret('chair', seatId));
  return consumeHolds(tx, { ...of, attendee: { name, email }, secretHashOf });
};

/**
 * The coupon is used; what the sponsors' fund promised is paid. It is income of the order: a paid order's sale says so,
 * an order that costs its buyer nothing has a posting of its own for it.
 */
const useSavings = async (
  tx: Tx,
  { practiceId, checkoutId, actor, captureId }: Placing,
  order: { readonly orderId: string; readonly currency: Currency },
): Promise<void> => {
  const paid = await consumeSavings(tx, { practiceId, checkoutId }, actor);
  const total = paid.reduce((sum, use) => sum + use.amountMinor, 0);
  if (total > 0 && captureId === null)
    await post(tx, practiceId, fundPaid(money(total, order.currency)), { orderId: order.orderId });
};
