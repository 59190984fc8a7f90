import type { Factor } from '../../factors/factor.ts';
import type { Id } from '../../kernel/id.ts';
import type { Currency, Money } from '../../kernel/money.ts';
import { money } from '../../kernel/money.ts';
import type { Schedule } from './schedule.ts';
import type { Struggle } from './struggle.ts';

export type OfferingId = Id<'offering'>;
export type TierId = Id<'tier'>;
export type FacilitatorId = Id<'facilitator'>;

export type OfferingState = 'draft' | 'published' | 'closed' | 'archived';

/** In person at the practice, or online by video. */
export type Format = 'in-person' | 'online';

/** open: join at any time. closed: nobody joins after the first meeting. slow-open: a few at a time. */
export type Kind = 'open' | 'closed' | 'slow-open';

/** buy: a seat at once. apply: after an application and a yes, by an offer. */
export type Entry = 'buy' | 'apply';

/** The seat ledger's counters, as read at one moment. */
export type Seats = {
  readonly capacity: number;
  readonly held: number;
  readonly confirmed: number;
  readonly minSeats: number;
};

export type Tier = {
  readonly id: TierId;
  readonly name: string;
  readonly line: string;
  /** Minor units of the offering's currency, for one meeting. */
  readonly unitMinor: number;
  /** The sponsors' fund pays what is missing to the full price; see `fullUnitMinor`. False where it is left out. */
  readonly fundSupported?: boolean;
};

export type Facilitator = {
  readonly id: FacilitatorId;
  readonly address: string;
  readonly name: string;
  readonly credentials: string;
  readonly about: string;
  readonly languages: readonly string[];
  /** Named by a group that is over, and without a page. */
  readonly isRetired: boolean;
};

export type LeansOn = { readonly factor: Factor; readonly line: string };

/** What a card shows of a published group. */
export type Card = {
  readonly offeringId: OfferingId;
  readonly address: string;
  readonly name: string;
  readonly summary: string;
  readonly struggles: readonly Struggle[];
  readonly format: Format;
  readonly place: string;
  readonly languages: readonly string[];
  readonly kind: Kind;
  readonly schedule: Schedule;
  readonly currency: Currency;
  /** One a tier, in their order. */
  readonly prices: readonly number[];
  readonly facilitators: readonly string[];
  readonly seats: Seats;
};

/** The whole published page of a group. */
export type Listing = Omit<Card, 'prices' | 'facilitators'> & {
  readonly state: OfferingState;
  readonly entry: Entry;
  readonly lead: string;
  readonly suits: readonly string[];
  readonly talkFirst: readonly string[];
  readonly firstSession: string;
  readonly focus: string;
  readonly leansOn: readonly LeansOn[];
  readonly meetingsSold: number;
  readonly termsVersion: number;
  readonly agreementVersion: number;
  readonly decisionOn: string | null;
  readonly ageFrom: number;
  readonly ageTo: number | null;
  /** Sentences that a buyer confirms; never a health question. */
  readonly attestations: readonly string[];
  readonly tiers: readonly Tier[];
  readonly facilitators: readonly Facilitator[];
};

export const seatsLeft = ({ capacity, held, confirmed }: Seats): number =>
  Math.max(0, capacity - held - confirmed);

/** How many more people a group needs before it can start; 0 when it has them. */
export const seatsMissing = ({ minSeats, confirmed }: Seats): number => Math.max(0, minSeats - confirmed);

/**
 * The full price of one meeting behind a tier: for one that the fund supports it is the lowest price that stands by
 * itself and is not below it, so that the fund pays as little as possible; any other tier is its own full price.
 */
export const fullUnitMinor = (tier: Tier, tiers: readonly Tier[]): number => {
  if (tier.fundSupported !== true) return tier.unitMinor;
  const alone = tiers.filter((other) => other.fundSupported !== true && other.unitMinor >= tier.unitMinor);
  return alone.length === 0 ? tier.unitMinor : Math.min(...alone.map(({ unitMinor }) => unitMinor));
};

export const priceOf = (unitMinor: number, currency: Currency): Money => money(unitMinor, currency);
