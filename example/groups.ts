import type { PlainDate } from '../src/kernel/time.ts';
import type { Publication } from '../src/shop/catalogue/public.ts';
import { holidays, weekdayIn } from './dates.ts';
import { GROUPS_APPLIED } from './groups-applied.ts';
import { CLOSED_GROUPS } from './groups-closed.ts';
import { GROUPS_IN_ROOM } from './groups-in-room.ts';
import { GROUPS_ONLINE } from './groups-online.ts';
import { exampleFacilitatorId, exampleOfferingId, exampleTierId } from './ids.ts';

/** A group as the example tells it; ids, dates and tiers are worked out from it. */
export type ExampleGroup = Pick<
  Publication,
  | 'address'
  | 'name'
  | 'summary'
  | 'lead'
  | 'suits'
  | 'talkFirst'
  | 'firstSession'
  | 'focus'
  | 'leansOn'
  | 'struggles'
  | 'format'
  | 'place'
  | 'languages'
  | 'kind'
  | 'capacity'
> & {
  readonly number: number;
  /** 'buy' where it is left out. */
  readonly entry?: NonNullable<Publication['entry']>;
  readonly when: {
    readonly weekday: number;
    readonly time: string;
    readonly minutes: number;
    readonly every?: number;
    /** Weeks from today to the first meeting; negative for a group that runs. */
    readonly startsInWeeks: number;
    readonly sessions: number | null;
  };
  readonly meetingsSold: number;
  readonly minSeats?: number;
  /** Dollars a meeting: Helped, Even, Helping. */
  readonly prices: readonly [number, number, number];
  /** Numbers in EXAMPLE_FACILITATORS, from 1. */
  readonly facilitators: readonly number[];
  /** How many seats the example gives to its members. */
  readonly members: number;
  readonly attestations?: readonly string[];
};

const GROUPS: readonly ExampleGroup[] = [
  ...GROUPS_IN_ROOM,
  ...GROUPS_ONLINE,
  ...CLOSED_GROUPS,
  ...GROUPS_APPLIED,
].sort((a, b) => a.number - b.number);

const TIERS = [
  { name: 'Helped', line: 'Others in the circle carry part of your cost.' },
  { name: 'Even', line: 'What it costs us to hold your chair.' },
  { name: 'Helping', line: 'You carry part of someone else’s.' },
] as const;

const publication = (group: ExampleGroup, today: PlainDate): Publication => {
  const {
    number,
    when,
    prices,
    facilitators,
    members: _members,
    minSeats = 1,
    attestations,
    ...words
  } = group;
  const startsOn = weekdayIn(today, when.startsInWeeks, when.weekday);
  return {
    ...words,
    offeringId: exampleOfferingId(number),
    state: 'published',
    minSeats,
    decisionOn: minSeats > 1 && when.startsInWeeks > 0 ? startsOn.subtract({ days: 7 }).toString() : null,
    currency: 'USD',
    schedule: {
      startsOn: startsOn.toString(),
      weekday: when.weekday,
      time: when.time,
      minutes: when.minutes,
      zone: 'America/Los_Angeles',
      every: when.every ?? 1,
      sessions: when.sessions,
      rests: holidays(today),
    },
    agreementVersion: 1,
    ageFrom: 18,
    ageTo: null,
    attestations: attestations ?? [
      'I am 18 or older.',
      'I am in Oregon on the days of the meetings, or I have asked you about it.',
    ],
    tiers: TIERS.map((tier, index) => ({
      ...tier,
      id: exampleTierId(number, index + 1),
      unitMinor: (prices[index] ?? 0) * 100,
    })),
    facilitatorIds: facilitators.map(exampleFacilitatorId),
  };
};

/** The example groups with dates round `today`, so that there is always a next meeting. */
export const examplePublications = (today: PlainDate): Publication[] =>
  GROUPS.map((group) => publication(group, today));

/** How many members each example group has, by the id of its offering. */
export const EXAMPLE_MEMBERS: ReadonlyMap<string, number> = new Map(
  GROUPS.map(({ number, members }) => [exampleOfferingId(number), members]),
);
