import type { Money } from '../../kernel/money.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import { Temporal } from '../../kernel/time.ts';
import {
  fullUnitMinor,
  type Kind,
  type Listing,
  type OfferingState,
  priceOf,
  type Seats,
  seatsLeft,
  type Tier,
} from './listing.ts';
import { firstMeeting, type Meeting, type Schedule, seriesFrom } from './schedule.ts';

/** A group as cart and checkout see it. */
export type OfferingForSale = Omit<Listing, 'tiers'> & {
  /** Neither taken nor held; a buyer's own hold is counted as held. */
  readonly seatsLeft: number;
  readonly tiers: readonly (Tier & {
    readonly unit: Money;
    /** With what the sponsors' fund pays; the same as `unitMinor` where it pays nothing. */
    readonly fullUnitMinor: number;
  })[];
};

export const forSale = (listing: Listing): OfferingForSale => ({
  ...listing,
  seatsLeft: seatsLeft(listing.seats),
  tiers: listing.tiers.map((tier) => ({
    ...tier,
    unit: priceOf(tier.unitMinor, listing.currency),
    fullUnitMinor: fullUnitMinor(tier, listing.tiers),
  })),
});

/** Why no seat can be bought now. */
export type NotForSale =
  /** The practice closed it, or it was never published. */
  | { readonly because: 'closed' }
  /** A closed group takes nobody after its first meeting. */
  | { readonly because: 'begun' }
  /** Its last meeting has begun. */
  | { readonly because: 'over' }
  /** Every seat is taken, or held while somebody pays. */
  | { readonly because: 'full'; readonly held: number };

export type OnSale = {
  readonly state: OfferingState;
  readonly kind: Kind;
  readonly schedule: Schedule;
  readonly meetingsSold: number;
};

/** The meetings that a seat bought now covers, or why none can be bought; it does not look at the seats. */
export const seriesOnSale = (
  group: OnSale,
  now: Temporal.Instant,
): Result<readonly Meeting[], NotForSale> => {
  if (group.state !== 'published') return refuse({ because: 'closed' });
  if (group.kind === 'closed' && hasBegun(group.schedule, now)) return refuse({ because: 'begun' });
  const meetings = seriesFrom(group.schedule, now, group.meetingsSold);
  return meetings.length === 0 ? refuse({ because: 'over' }) : { ok: true, value: meetings };
};

/**
 * The same for somebody to whom a seat was offered: a group that the practice has closed to others keeps its word.
 */
export const seriesByOffer = (group: OnSale, now: Temporal.Instant): Result<readonly Meeting[], NotForSale> =>
  seriesOnSale(group.state === 'closed' ? { ...group, state: 'published' } : group, now);

/**
 * The same with a look at the seats. A buyer's own hold is inside `seats.held`: whoever asks for a buyer with a hold
 * asks `seriesOnSale` instead.
 */
export const saleNow = (group: OnSale & { readonly seats: Seats }, now: Temporal.Instant) => {
  const series = seriesOnSale(group, now);
  if (!series.ok || seatsLeft(group.seats) > 0) return series;
  return refuse<NotForSale>({ because: 'full', held: group.seats.held });
};

/** True from the first meeting on. */
export const hasBegun = (schedule: Schedule, now: Temporal.Instant): boolean => {
  const first = firstMeeting(schedule);
  return first !== undefined && Temporal.Instant.compare(first.startsAt, now) <= 0;
};
