import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { OfferState } from '../seats/public.ts';

/** Who asked for an offer: a yes to an application, the waiting list, a move from another group, a plan, or the desk. */
const OFFER_SOURCES = ['application', 'waiting-list', 'transfer', 'plan', 'desk'] as const;
export type OfferSource = (typeof OFFER_SOURCES)[number];

/** together: when one of two ends, so does the other, unless it was paid. each: they stand alone. */
export type PairRule = 'together' | 'each';

export type Person = { readonly name: string; readonly email: string };

/** Why an offer ended, where its state does not say it. */
export type EndedBecause =
  | 'paid'
  | 'declined'
  | 'time'
  | 'by-hand'
  /** The other one of two was not taken. */
  | 'pair'
  /** The group is not on the site any more. */
  | 'group-closed'
  /** The person got a seat there in another way. */
  | 'seated';

/** A seat kept for one person until a time. */
export type Offer = {
  readonly practiceId: PracticeId;
  readonly id: string;
  readonly offeringId: string;
  readonly state: OfferState;
  readonly person: Person;
  readonly source: OfferSource;
  readonly sourceId: string | null;
  readonly pairId: string | null;
  readonly pairRule: PairRule | null;
  /** The one price; null leaves the choice. */
  readonly tierId: string | null;
  readonly note: string | null;
  readonly offeredAt: Instant;
  readonly until: Instant;
  readonly extended: number;
  /** Decided while it lay in a checkout: it ends as soon as no money can move for it. */
  readonly endsBecause: 'withdrawn' | 'pair' | null;
  readonly seatId: string | null;
  readonly endedAt: Instant | null;
  readonly endedBecause: EndedBecause | null;
  readonly endedWords: string | null;
  /** After a no: whether the person wishes to stay on the list. */
  readonly stays: boolean | null;
  /** The database's clock when this was read. */
  readonly now: Instant;
};

/** How an offer stands for whoever looks at it: its state, and what the clock and a decision say meanwhile. */
export type OfferStanding = 'open' | 'in-checkout' | 'ending' | Exclude<OfferState, 'made' | 'held'>;

export const standingOf = (offer: Pick<Offer, 'state' | 'until' | 'now' | 'endsBecause'>): OfferStanding => {
  if (offer.state === 'held') return offer.endsBecause === null ? 'in-checkout' : 'ending';
  if (offer.state !== 'made') return offer.state;
  if (offer.endsBecause !== null) return 'withdrawn';
  return isOver(offer) ? 'expired' : 'open';
};

const isOver = ({ until, now }: Pick<Offer, 'until' | 'now'>): boolean =>
  until.epochMilliseconds <= now.epochMilliseconds;

/** Hours before its end when an offer is brought to mind once. */
export const REMIND_HOURS = 24;

/** A reminder within the first hours would only be a second letter. */
export const isWorthReminding = ({ offeredAt, until }: Pick<Offer, 'offeredAt' | 'until'>): boolean =>
  until.epochMilliseconds - offeredAt.epochMilliseconds > (REMIND_HOURS + 6) * 3_600_000;
