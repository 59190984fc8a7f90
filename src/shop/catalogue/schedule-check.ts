import { Temporal } from '../../kernel/time.ts';
import { type Break, type Meeting, type Move, meetingsBetween, type Schedule } from './schedule.ts';

/** What is wrong with one break or one move of a schedule; `index` counts from 0 in its list. */
export type ScheduleProblem =
  | { readonly in: 'breaks'; readonly index: number; readonly because: 'backwards' | 'too-long' }
  | {
      readonly in: 'moves';
      readonly index: number;
      readonly because: 'no-meeting-then' | 'moved-twice' | 'overlaps' | 'stays';
    };

const MOST_BREAK_DAYS = 366;

/** Everything in a schedule that cannot be meant: each break runs forward, each move moves one meeting to a free hour. */
export const problemsOf = (schedule: Schedule): ScheduleProblem[] => [
  ...(schedule.breaks ?? []).flatMap((one, index) => breakProblem(one, index)),
  ...(schedule.moves ?? []).flatMap((one, index) => moveProblem(schedule, one, index)),
];

const breakProblem = ({ from, to }: Break, index: number): ScheduleProblem[] => {
  const days = Temporal.PlainDate.from(from).until(to).days;
  if (days < 0) return [{ in: 'breaks', index, because: 'backwards' }];
  return days > MOST_BREAK_DAYS ? [{ in: 'breaks', index, because: 'too-long' }] : [];
};

const moveProblem = (schedule: Schedule, move: Move, index: number): ScheduleProblem[] => {
  const problem = (because: 'no-meeting-then' | 'moved-twice' | 'overlaps' | 'stays'): ScheduleProblem[] => [
    { in: 'moves', index, because },
  ];
  const before = (schedule.moves ?? []).slice(0, index);
  if (before.some(({ on }) => on === move.on)) return problem('moved-twice');
  if (move.to === move.on && move.time === schedule.time) return problem('stays');
  const held = heldRound(schedule, move);
  const mine = held.find(({ slot }) => slot === move.on);
  if (!mine) return problem('no-meeting-then');
  return held.some((other) => other.slot !== move.on && overlap(other, mine)) ? problem('overlaps') : [];
};

const DAYS_ROUND = 2;

/** Meetings on the days round the one to which a meeting is moved. */
const heldRound = (schedule: Schedule, { to }: Move) => {
  const day = Temporal.PlainDate.from(to);
  const from = day.subtract({ days: DAYS_ROUND }).toZonedDateTime(schedule.zone).toInstant();
  const until = day.add({ days: DAYS_ROUND }).toZonedDateTime(schedule.zone).toInstant();
  return meetingsBetween(schedule, { from, until });
};

const overlap = (a: Meeting, b: Meeting): boolean =>
  Temporal.Instant.compare(a.startsAt, b.endsAt) < 0 && Temporal.Instant.compare(b.startsAt, a.endsAt) < 0;
