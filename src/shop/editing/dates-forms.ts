import { Temporal } from '../../kernel/time.ts';
import { firstDate, problemsOf, type Schedule, type ScheduleProblem } from '../catalogue/public.ts';
import { isEmptyRow, type Row, type RowShape, rowsIn, type Typed, withRows } from './rows.ts';
import {
  type ErrorList,
  type Errors,
  finished,
  listErrors,
  oneLine,
  type Read,
  readDate,
  readOne,
  readTime,
  readWhole,
} from './typed-forms.ts';

export const BREAKS: RowShape = { name: 'break', fields: ['from', 'to'], most: 60 };
export const MOVES: RowShape = { name: 'move', fields: ['on', 'to', 'time'], most: 40 };

/** What the form of a group without dates begins with. */
const NO_DATES = { minutes: '90', every: '1', ends: 'never', sessions: '8' } as const;

export const typedDates = ({ schedule }: { readonly schedule: Schedule | null }, zone: string): Typed => {
  if (!schedule) return { ...NO_DATES, zone };
  const plain = {
    first_on: firstDate(schedule).toString(),
    time: schedule.time,
    minutes: String(schedule.minutes),
    zone: schedule.zone,
    every: String(schedule.every),
    ends: schedule.sessions === null ? 'never' : 'after',
    sessions: schedule.sessions === null ? NO_DATES.sessions : String(schedule.sessions),
  };
  return withRows(MOVES, withRows(BREAKS, plain, breakRows(schedule)), moveRows(schedule));
};

/** Single dates and runs of dates are one list in the form, in their order. */
const breakRows = ({ rests, breaks = [] }: Schedule): Row[] =>
  [...rests.map((from) => ({ from, to: '' })), ...breaks].sort((a, b) => (a.from < b.from ? -1 : 1));

const moveRows = ({ moves = [] }: Schedule): Row[] =>
  [...moves].sort((a, b) => (a.on < b.on ? -1 : 1)).map(({ on, to, time }) => ({ on, to, time }));

export type DateChoices = {
  readonly zones: readonly string[];
  /** ISO date of today in the practice's zone: nothing is moved into the past. */
  readonly today: string;
};

export const readDates = (typed: Typed, choices: DateChoices): Read<{ readonly schedule: Schedule }> => {
  const list = listErrors();
  const rhythm = readRhythm(typed, choices, list);
  const moves = readMoves(typed, { today: choices.today, time: rhythm.time }, list);
  const schedule: Schedule = {
    ...rhythm,
    ...readBreaks(typed, list),
    ...(moves.length > 0 && { moves }),
  };
  if (isEmpty(list.errors)) nameProblems(schedule, typed, list);
  return finished(list.errors, { schedule });
};

const isEmpty = (errors: Errors): boolean => Object.keys(errors).length === 0;

/** The weekday is that of the first meeting: there is nothing that could disagree. */
const readRhythm = (typed: Typed, { zones }: DateChoices, list: ErrorList) => {
  const startsOn = readDate(typed, 'first_on', list);
  return {
    startsOn,
    weekday: Temporal.PlainDate.from(startsOn).dayOfWeek,
    time: readTime(typed, 'time', list),
    minutes: readWhole(typed, { field: 'minutes', from: 15, to: 480 }, list),
    zone: readOne(typed, { field: 'zone', of: zones }, list),
    every: readWhole(typed, { field: 'every', from: 1, to: 12 }, list),
    sessions:
      readOne(typed, { field: 'ends', of: ['never', 'after'] }, list) === 'never'
        ? null
        : readWhole(typed, { field: 'sessions', from: 1, to: 200 }, list),
  };
};

const readBreaks = (typed: Typed, list: ErrorList): Pick<Schedule, 'rests' | 'breaks'> => {
  const runs = rowsIn(BREAKS, typed).flatMap((row, index) => {
    if (isEmptyRow(row)) return [];
    const from = readDate(typed, `break_from_${index}`, list);
    const to = oneLine(row['to']) === '' ? from : readDate(typed, `break_to_${index}`, list);
    return [{ from, to }];
  });
  const breaks = runs.filter(({ from, to }) => from !== to);
  return {
    rests: runs.filter(({ from, to }) => from === to).map(({ from }) => from),
    ...(breaks.length > 0 && { breaks }),
  };
};

const readMoves = (
  typed: Typed,
  { today, time }: { readonly today: string; readonly time: string },
  list: ErrorList,
) =>
  rowsIn(MOVES, typed).flatMap((row, index) => {
    if (isEmptyRow(row)) return [];
    const on = readDate(typed, `move_on_${index}`, list);
    const to = readDate(typed, `move_to_${index}`, list);
    if (on >= today && to < today) list.add(`move_to_${index}`, 'This date has passed.');
    return [
      { on, to, time: oneLine(row['time']) === '' ? time : readTime(typed, `move_time_${index}`, list) },
    ];
  });

type Because = ScheduleProblem['because'];

/** Which field of its row a problem stands beside, and its words. */
const PROBLEMS = {
  backwards: ['to', 'This day is before the first day of the break.'],
  'too-long': ['to', 'A break is at most a year long. Close the group instead.'],
  'no-meeting-then': ['on', 'The group has no meeting on this date. The list of dates shows when it has.'],
  'moved-twice': ['on', 'This meeting is moved twice. Please keep one of the two.'],
  overlaps: ['to', 'Another meeting of this group is at that time.'],
  stays: ['to', 'This is when the meeting is anyway. Please choose another day or time.'],
} as const satisfies Record<Because, readonly [string, string]>;

/** Problems are counted in the lists of the schedule; rows without content, and single rests, are not in them. */
const nameProblems = (schedule: Schedule, typed: Typed, list: ErrorList): void => {
  const moves = indicesOf(MOVES, typed, () => true);
  const breaks = indicesOf(BREAKS, typed, ({ from, to }) => to !== '' && to !== from);
  for (const { in: where, index, because } of problemsOf(schedule)) {
    const [field, words] = PROBLEMS[because];
    const row = (where === 'moves' ? moves : breaks)[index] ?? 0;
    list.add(`${where === 'moves' ? 'move' : 'break'}_${field}_${row}`, words);
  }
};

const indicesOf = (shape: RowShape, typed: Typed, counts: (row: Row) => boolean): number[] =>
  rowsIn(shape, typed).flatMap((row, index) => (!isEmptyRow(row) && counts(row) ? [index] : []));
