import { FIRST_IN_ROOM } from './first-session.ts';
import type { ExampleGroup } from './groups.ts';

/** Groups that one applies for: questions first, then a facilitator's yes, then a chair that is kept for some days. */
export const GROUPS_APPLIED: readonly ExampleGroup[] = [
  {
    number: 14,
    address: 'k7m2qv9d',
    name: 'The long table',
    summary:
      'For people whose closeness keeps going wrong in the same way. Slow, weekly, and for a year or more. One applies first.',
    lead: 'You know the pattern by now: too near, too far, gone. At this table the pattern turns up too, and there is time to look at it together.',
    suits: [
      'you want to understand what happens between you and others',
      'you can come nearly every Tuesday morning for a year',
      'you can stay in a room where somebody is angry',
    ],
    talkFirst: ['you are in the middle of a crisis', 'you are not sure you are safe right now'],
    firstSession: FIRST_IN_ROOM,
    focus: 'What happens between the people in this room, and where you know it from.',
    leansOn: [
      { factor: 'process', line: 'What goes on between us is what we talk about.' },
      { factor: 'insight', line: 'After a while you see the moment before it goes wrong.' },
      { factor: 'connections', line: 'A year of Tuesdays is long enough to be missed.' },
    ],
    struggles: ['people'],
    format: 'in-person',
    place: 'Room 1, 214 Rowan Street. Step-free.',
    languages: ['en'],
    kind: 'open',
    entry: 'apply',
    capacity: 8,
    when: { weekday: 2, time: '10:00', minutes: 90, startsInWeeks: -30, sessions: null },
    meetingsSold: 8,
    prices: [25, 50, 75],
    facilitators: [2, 4],
    members: 5,
  },
];
