import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { ApplicationState } from './application-states.ts';
import type { Question } from './questions.ts';

/** What pages of an application know of its group: its public words. */
export type GroupWords = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  /** True while the group takes people after an application and a yes. */
  readonly takesApplications: boolean;
  /** True while it is on the site and not closed. */
  readonly isOpen: boolean;
  readonly facilitators: readonly string[];
};

/** Chairs of a group at one moment. */
export type Chairs = { readonly capacity: number; readonly taken: number; readonly free: number };

/** An application as its row tells it; what was written is still sealed. */
export type Application = {
  readonly practiceId: PracticeId;
  readonly id: string;
  readonly groupId: string;
  readonly state: ApplicationState;
  /** Null once they are forgotten. */
  readonly name: string | null;
  readonly email: string | null;
  readonly questions: readonly Question[];
  readonly answers: string | null;
  readonly note: string | null;
  readonly offerDays: number | null;
  readonly confirmedAt: Instant | null;
  readonly sentAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly forgottenAt: Instant | null;
  /** The database's clock when this was read. */
  readonly now: Instant;
};

/** One step of an application's way, with the letter that went with it. */
export type Step = {
  readonly was: ApplicationState;
  readonly became: ApplicationState;
  readonly at: Instant;
  /** Null where the applicant or a clock moved it. */
  readonly byName: string | null;
  /** The letter's own words; still sealed in the store, open in a page. */
  readonly letter: string | null;
};

/** Days after its end when what was written is deleted. */
export const KEPT_DAYS = 90;
/** Days after which a half-done application that nobody came back to is deleted. */
export const DRAFT_DAYS = 30;
/** An application older than this without a yes, a no or a talk needs a hand. */
export const DECIDE_WITHIN_DAYS = 3;
/** For how many days a chair is kept after a yes, unless the facilitator says otherwise; and the most. */
export const OFFER_DAYS = 7;
export const MOST_OFFER_DAYS = 60;
