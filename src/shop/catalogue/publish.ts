import type { Currency } from '../../kernel/money.ts';
import type {
  Entry,
  Facilitator,
  FacilitatorId,
  Format,
  Kind,
  LeansOn,
  OfferingId,
  OfferingState,
  Tier,
} from './listing.ts';
import { firstMeeting, lastMeeting, type Schedule, startOf } from './schedule.ts';
import { type DayPart, dayPartOf } from './schedule-words.ts';
import type { Struggle } from './struggle.ts';

/** A group as it goes to print: its public words, seats and prices. The same id again replaces what was printed. */
export type Publication = {
  readonly offeringId: OfferingId;
  /** Neutral: random letters unless the practice wants words there. */
  readonly address: string;
  readonly state: OfferingState;
  readonly capacity: number;
  readonly minSeats: number;
  /** ISO date by which the practice decides whether the group starts. */
  readonly decisionOn: string | null;
  readonly currency: Currency;
  readonly name: string;
  readonly summary: string;
  readonly lead: string;
  readonly suits: readonly string[];
  readonly talkFirst: readonly string[];
  readonly firstSession: string;
  readonly focus: string;
  readonly leansOn: readonly LeansOn[];
  readonly struggles: readonly Struggle[];
  readonly format: Format;
  readonly place: string;
  readonly languages: readonly string[];
  readonly kind: Kind;
  /** 'buy' where it is left out. */
  readonly entry?: Entry;
  readonly schedule: Schedule;
  readonly meetingsSold: number;
  readonly agreementVersion: number;
  readonly ageFrom: number;
  readonly ageTo: number | null;
  readonly attestations: readonly string[];
  /** In their order; at least one. */
  readonly tiers: readonly Tier[];
  /** In their order; they must be there before. */
  readonly facilitatorIds: readonly FacilitatorId[];
};

/** What a version of a group keeps: all of it but its state, which changes by itself, and its currency, which never does. */
export type PublishedContent = Omit<Publication, 'offeringId' | 'state' | 'currency'>;

export type FacilitatorPage = Omit<Facilitator, 'isRetired'> & { readonly position: number };

export type Derived = {
  readonly weekday: number;
  readonly dayPart: DayPart;
  readonly lowestUnitMinor: number;
  /** ISO instant of the first meeting; of the first date, where there is no meeting at all. */
  readonly beginsAt: string;
  /** ISO instant, null for a group without an end. */
  readonly endsAt: string | null;
};

/** What filters ask for, worked out from schedule and tiers so that the two can never disagree. */
export const derive = ({ schedule, tiers }: Pick<Publication, 'schedule' | 'tiers'>): Derived => ({
  weekday: schedule.weekday,
  dayPart: dayPartOf(schedule.time),
  lowestUnitMinor: Math.min(...tiers.map(({ unitMinor }) => unitMinor)),
  beginsAt: (firstMeeting(schedule)?.startsAt ?? startOf(schedule)).toString(),
  endsAt: lastMeeting(schedule)?.endsAt.toString() ?? null,
});
