import type { Instant, PlainDate } from '../../kernel/time.ts';

/** What a person told: on this day somebody called the numbers that the pages printed, and they were right. */
export type CrisisCheck = {
  readonly on: PlainDate;
  readonly who: string;
  readonly numbers: readonly string[];
};

/** What came of the last time PayPal was asked at the desk. */
export type PayPalAnswer = {
  readonly answer: 'answered' | 'unauthorised' | 'unreachable';
  readonly at: Instant;
};

/** Whether money is real: on this machine only, in PayPal's place for trying out, or live. */
export type PayPalPlace = 'local' | 'sandbox' | 'live';

/** All that the program knows of a practice that is about to open. */
export type Facts = {
  readonly today: PlainDate;
  readonly name: string;
  readonly neutralName: string;
  /** The word of health in the neutral name, where there is one. */
  readonly tells: string | undefined;
  readonly email: string;
  readonly address: readonly string[];
  readonly region: string;
  /** The crisis numbers as the pages print them now. */
  readonly numbers: readonly string[];
  readonly crisisCheck: CrisisCheck | undefined;
  readonly hasOwnColor: boolean;
  readonly payPal: {
    readonly place: PayPalPlace;
    /** When PayPal last made an order for us. */
    readonly orderedAt: Instant | undefined;
    readonly asked: PayPalAnswer | undefined;
  };
  readonly mail: {
    readonly leftAt: Instant | undefined;
    /** Since when the oldest letter waits that could not be sent. */
    readonly stuckSince: Instant | undefined;
  };
  readonly facilitators: number;
  readonly groups: {
    /** On the site, with somebody who holds the room and with a meeting to come. */
    readonly ready: number;
    /** On the site, and nobody holds the room. */
    readonly alone: readonly { readonly id: string; readonly name: string }[];
  };
  /** The refund rule in force; undefined where nobody wrote one and nobody looked at the house rule. */
  readonly rule: { readonly version: number; readonly isOwn: boolean } | undefined;
  /** Newest version of the agreement. */
  readonly agreement: number | undefined;
  /** When PayPal last told us something by itself. */
  readonly heardAt: Instant | undefined;
};

/** `free` is a practice's own choice: it may stay as it is. */
export type State = 'there' | 'missing' | 'free';

/** After so long, somebody calls the crisis numbers again. */
export const CALL_AGAIN_DAYS = 365;

const when = (isThere: boolean): State => (isThere ? 'there' : 'missing');

const isChecked = ({ crisisCheck: check, numbers, today }: Facts): boolean =>
  check !== undefined &&
  numbers.length === check.numbers.length &&
  numbers.every((number) => check.numbers.includes(number)) &&
  check.on.until(today, { largestUnit: 'day' }).days <= CALL_AGAIN_DAYS;

const ms = (at: Instant | undefined): number => at?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;

/** The newest sign that PayPal takes our credentials; undefined where there is none, or a newer no. */
export const answeredAt = ({ payPal }: Facts): Instant | undefined => {
  const { orderedAt, asked } = payPal;
  if (asked?.answer === 'answered') return ms(orderedAt) > ms(asked.at) ? orderedAt : asked.at;
  return asked && ms(asked.at) > ms(orderedAt) ? undefined : orderedAt;
};

/** Each thing that a practice needs before it opens, in the order in which they are best done. */
const STATES = {
  name: ({ name }) => when(name !== ''),
  'neutral-name': ({ neutralName, tells }) => when(neutralName !== '' && tells === undefined),
  contact: ({ email, address }) => when(email !== '' && address.length > 0),
  region: ({ region }) => when(region !== ''),
  crisis: (facts) => when(isChecked(facts)),
  colors: ({ hasOwnColor }) => (hasOwnColor ? 'there' : 'free'),
  facilitator: ({ facilitators }) => when(facilitators > 0),
  agreement: ({ agreement }) => when(agreement !== undefined),
  'refund-rule': ({ rule }) => when(rule?.isOwn === true),
  group: ({ groups }) => when(groups.ready > 0 && groups.alone.length === 0),
  paypal: (facts) => when(answeredAt(facts) !== undefined && facts.payPal.place !== 'sandbox'),
  webhook: ({ heardAt }) => when(heardAt !== undefined),
  mail: ({ mail }) => when(mail.leftAt !== undefined && mail.stuckSince === undefined),
} as const satisfies Record<string, (facts: Facts) => State>;

export type Item = keyof typeof STATES;
export type Line = { readonly item: Item; readonly state: State };

/** What is there and what is still missing, read off the facts alone. */
export const checklist = (facts: Facts): readonly Line[] =>
  (Object.keys(STATES) as Item[]).map((item) => ({ item, state: STATES[item](facts) }));

export const missingOf = (lines: readonly Line[]): number =>
  lines.filter(({ state }) => state === 'missing').length;
