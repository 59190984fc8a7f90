// Rests, breaks and moved dates, held against RFC 5545: a break is EXDATE, a move is EXDATE and RDATE.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { firstDay } from '../../kernel/recurrence.ts';
import { Temporal } from '../../kernel/time.ts';
import {
  dateTiles,
  firstMeeting,
  lastMeeting,
  marksBetween,
  marksFrom,
  nextMeetings,
  type PlannedMeeting,
  type Schedule,
  seriesFrom,
} from './schedule.ts';
import { problemsOf } from './schedule-check.ts';

const THURSDAYS: Schedule = {
  startsOn: '2026-10-01',
  weekday: 4,
  time: '18:30',
  minutes: 90,
  zone: 'America/Los_Angeles',
  every: 1,
  sessions: null,
  rests: [],
};
const at = (text: string) => Temporal.Instant.from(text);
const days = (meetings: readonly { startsAt: Temporal.Instant }[], zone = THURSDAYS.zone) =>
  meetings.map(({ startsAt }) => startsAt.toZonedDateTimeISO(zone).toPlainDateTime().toString());

test('a meeting that is moved is held on its new date, in its place among the others', () => {
  const moved = { ...THURSDAYS, moves: [{ on: '2026-11-26', to: '2026-11-24', time: '17:00' }] };
  assert.deepEqual(days(nextMeetings(moved, at('2026-11-15T00:00:00Z'), 4)), [
    '2026-11-19T18:30:00',
    '2026-11-24T17:00:00',
    '2026-12-03T18:30:00',
    '2026-12-10T18:30:00',
  ]);
  assert.deepEqual(
    nextMeetings(moved, at('2026-11-20T08:00:00Z'), 1).map(({ slot }) => slot),
    ['2026-11-26'],
    'it keeps the date of its beat, by which a calendar knows it',
  );
});

test('a meeting moved behind the next one comes behind it, and a purchase covers it there', () => {
  const moved = { ...THURSDAYS, moves: [{ on: '2026-10-08', to: '2026-10-20', time: '18:30' }] };
  assert.deepEqual(days(seriesFrom(moved, at('2026-10-02T12:00:00Z'), 3)), [
    '2026-10-15T18:30:00',
    '2026-10-20T18:30:00',
    '2026-10-22T18:30:00',
  ]);
});

test('a moved meeting keeps its local hour when the clocks have changed between the two dates', () => {
  const moved = { ...THURSDAYS, moves: [{ on: '2026-10-29', to: '2026-11-02', time: '18:30' }] };
  const [meeting] = nextMeetings(moved, at('2026-10-31T00:00:00Z'), 1);
  assert.equal(meeting?.startsAt.toString(), '2026-11-03T02:30:00Z');
  assert.equal(meeting?.endsAt.toString(), '2026-11-03T04:00:00Z');
});

test('the first meeting may be moved before the first date, the last one behind the last', () => {
  const three = {
    ...THURSDAYS,
    sessions: 3,
    moves: [
      { on: '2026-10-01', to: '2026-09-29', time: '18:30' },
      { on: '2026-10-15', to: '2026-10-19', time: '10:00' },
    ],
  };
  assert.deepEqual(days([firstMeeting(three) ?? assert.fail()]), ['2026-09-29T18:30:00']);
  assert.deepEqual(days([lastMeeting(three) ?? assert.fail()]), ['2026-10-19T10:00:00']);
  assert.deepEqual(days(nextMeetings(three, at('2026-01-01T00:00:00Z'), 9)), [
    '2026-09-29T18:30:00',
    '2026-10-08T18:30:00',
    '2026-10-19T10:00:00',
  ]);
});

test('a break rests every date in it, both ends counted, and lengthens a series with an end', () => {
  const breaks = [{ from: '2026-10-08', to: '2026-10-22' }];
  const four = { ...THURSDAYS, sessions: 4, breaks };
  assert.deepEqual(days(nextMeetings(four, at('2026-01-01T00:00:00Z'), 9)), [
    '2026-10-01T18:30:00',
    '2026-10-29T18:30:00',
    '2026-11-05T18:30:00',
    '2026-11-12T18:30:00',
  ]);
});

test('a meeting moved out of a break is held', () => {
  const held = {
    ...THURSDAYS,
    breaks: [{ from: '2026-11-23', to: '2026-11-29' }],
    moves: [{ on: '2026-11-26', to: '2026-11-24', time: '18:30' }],
  };
  assert.deepEqual(days(nextMeetings(held, at('2026-11-21T00:00:00Z'), 1)), ['2026-11-24T18:30:00']);
});

test('a move of a date on which there is no meeting moves nothing', () => {
  const odd = { ...THURSDAYS, moves: [{ on: '2026-11-25', to: '2026-11-27', time: '18:30' }] };
  assert.deepEqual(
    days(nextMeetings(odd, at('2026-11-20T08:00:00Z'), 2)),
    days(nextMeetings(THURSDAYS, at('2026-11-20T08:00:00Z'), 2)),
  );
  const beyond = {
    ...THURSDAYS,
    sessions: 2,
    moves: [{ on: '2026-10-15', to: '2026-10-16', time: '18:30' }],
  };
  assert.equal(nextMeetings(beyond, at('2026-01-01T00:00:00Z'), 9).length, 2);
});

test('tiles show where a meeting was moved from and to, and another hour is said', () => {
  const moved = {
    ...THURSDAYS,
    moves: [
      { on: '2026-11-26', to: '2026-11-24', time: '17:00' },
      { on: '2026-12-03', to: '2026-12-03', time: '19:00' },
    ],
  };
  const tiles = dateTiles(moved, at('2026-11-20T12:00:00Z'), 5);
  assert.deepEqual(
    tiles.map(({ on, state, otherTime }) => [on.toString(), state, otherTime]),
    [
      ['2026-11-19', 'gone', undefined],
      ['2026-11-24', 'next', '17:00'],
      ['2026-11-26', 'away', undefined],
      ['2026-12-03', 'later', '19:00'],
      ['2026-12-10', 'later', undefined],
    ],
  );
});

test('what cannot be meant is found: backwards, twice, nowhere, onto itself, onto another meeting', () => {
  const problems = problemsOf({
    ...THURSDAYS,
    breaks: [
      { from: '2026-12-24', to: '2026-12-31' },
      { from: '2026-12-31', to: '2026-12-24' },
      { from: '2027-01-01', to: '2029-01-01' },
    ],
    moves: [
      { on: '2026-11-26', to: '2026-11-24', time: '18:30' },
      { on: '2026-11-26', to: '2026-11-23', time: '18:30' },
      { on: '2026-11-25', to: '2026-11-23', time: '18:30' },
      { on: '2026-11-19', to: '2026-11-19', time: '18:30' },
      { on: '2026-11-05', to: '2026-11-12', time: '17:30' },
      { on: '2026-10-22', to: '2026-10-22', time: '17:30' },
    ],
  });
  assert.deepEqual(
    problems.map(({ in: where, index, because }) => `${where} ${index} ${because}`),
    [
      'breaks 1 backwards',
      'breaks 2 too-long',
      'moves 1 moved-twice',
      'moves 2 no-meeting-then',
      'moves 3 stays',
      'moves 4 overlaps',
    ],
  );
});

// Properties: any schedule with rests, breaks and moves.

const ZONES = ['America/Los_Angeles', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'UTC'];
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
// No hours that a change of the clocks skips: the library and the standard part there (see recurrence.test.ts).
const time = fc
  .integer({ min: 5 * 4, max: 20 * 4 })
  .map(
    (quarter) => `${String(quarter >> 2).padStart(2, '0')}:${String((quarter & 3) * 15).padStart(2, '0')}`,
  );

const schedules = fc
  .record({
    start: fc.integer({ min: 0, max: 900 }),
    weekday: fc.integer({ min: 1, max: 7 }),
    time,
    zone: fc.constantFrom(...ZONES),
    every: fc.integer({ min: 1, max: 3 }),
    sessions: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
    rested: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 4 }),
    broken: fc.array(fc.tuple(fc.integer({ min: 0, max: 280 }), fc.integer({ min: 0, max: 30 })), {
      maxLength: 2,
    }),
    moved: fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -20, max: 20 }), time),
      {
        maxLength: 4,
        selector: ([beat]) => beat,
      },
    ),
  })
  .map(({ start, rested, broken, moved, ...rule }): Schedule => {
    const startsOn = Temporal.PlainDate.from('2025-01-01').add({ days: start }).toString();
    const first = firstDay({ startsOn, weekday: rule.weekday });
    const beat = (number: number) => first.add({ weeks: number * rule.every });
    return {
      ...rule,
      startsOn,
      minutes: 90,
      rests: rested.map((number) => beat(number).toString()),
      breaks: broken.map(([from, length]) => ({
        from: first.add({ days: from }).toString(),
        to: first.add({ days: from + length }).toString(),
      })),
      moves: moved.map(([number, days, hour]) => ({
        on: beat(number).toString(),
        to: beat(number).add({ days }).toString(),
        time: hour,
      })),
    };
  });

const LONG_AGO = Temporal.Instant.from('2024-01-01T00:00:00Z');

/** The same by the RRULE library, for a series without an end: which beats are left out is asked date by date. */
const byLibrary = (schedule: Schedule, until: Temporal.Instant): string[] => {
  const zoned = (date: string, hour: string) =>
    Temporal.PlainDate.from(date).toZonedDateTime({
      timeZone: schedule.zone,
      plainTime: Temporal.PlainTime.from(hour),
    });
  const dtstart = zoned(firstDay(schedule).toString(), schedule.time);
  const rule = new RRuleTemporal({
    freq: 'WEEKLY',
    interval: schedule.every,
    byDay: [DAYS[schedule.weekday - 1] ?? 'MO'],
    tzid: schedule.zone,
    dtstart,
  });
  const beats = rule.between(dtstart, until.toZonedDateTimeISO(schedule.zone), true);
  const resting = (date: string) =>
    schedule.rests.includes(date) ||
    (schedule.breaks ?? []).some(({ from, to }) => date >= from && date <= to);
  const moves = schedule.moves ?? [];
  const exDate = beats.filter((beat) => {
    const date = beat.toPlainDate().toString();
    return resting(date) || moves.some(({ on }) => on === date);
  });
  const kept = beats
    .filter((beat) => !exDate.includes(beat))
    .map(({ epochMilliseconds }) => epochMilliseconds);
  const rDate = moves.map(({ to, time: hour }) => zoned(to, hour).epochMilliseconds);
  return [...kept, ...rDate]
    .filter((ms) => ms <= until.epochMilliseconds)
    .sort((a, b) => a - b)
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms).toString());
};

/** Instants have no properties of their own: they are compared as they are written. */
const written = (meetings: readonly (PlannedMeeting | undefined)[]) =>
  meetings.map((meeting) => `${meeting?.slot} ${meeting?.startsAt} ${meeting?.endsAt}`);
const startsOf = (meetings: readonly { startsAt: Temporal.Instant }[]) =>
  meetings.map(({ startsAt }) => startsAt.toString());

test('without an end: what RFC 5545 makes of rule, EXDATE and RDATE, in every zone', () => {
  fc.assert(
    fc.property(schedules, (given) => {
      const schedule = { ...given, sessions: null };
      const until = Temporal.PlainDate.from(schedule.startsOn)
        .add({ days: 400 })
        .toZonedDateTime(schedule.zone)
        .toInstant();
      const ours = marksBetween(schedule, { from: LONG_AGO, until }).filter(({ kind }) => kind === 'meeting');
      assert.deepEqual(
        ours.map(({ at: moment }) => moment.toInstant().toString()),
        byLibrary(schedule, until),
      );
    }),
    { numRuns: 200 },
  );
});

test('with an end: as many meetings as were promised, whatever rests and moves', () => {
  fc.assert(
    fc.property(schedules, fc.integer({ min: 1, max: 30 }), (given, sessions) => {
      const schedule = { ...given, sessions };
      const all = nextMeetings(schedule, LONG_AGO, 1000);
      assert.equal(all.length, sessions);
      assert.equal(new Set(all.map(({ slot }) => slot)).size, sessions, 'each beat is held once');
      assert.deepEqual(startsOf(all), startsOf(all).toSorted());
      assert.deepEqual(written([lastMeeting(schedule)]), written([all.at(-1)]));
      assert.deepEqual(written([firstMeeting(schedule)]), written([all[0]]));
    }),
    { numRuns: 200 },
  );
});

test('the future looks the same from wherever one looks', () => {
  fc.assert(
    fc.property(schedules, fc.integer({ min: -40, max: 400 }), (schedule, days) => {
      const from = Temporal.PlainDate.from(schedule.startsOn)
        .add({ days })
        .toZonedDateTime(schedule.zone)
        .toInstant();
      const all = nextMeetings(schedule, LONG_AGO, 90).filter(
        ({ startsAt }) => Temporal.Instant.compare(startsAt, from) >= 0,
      );
      assert.deepEqual(written(nextMeetings(schedule, from, 10)), written(all.slice(0, 10)));
    }),
    { numRuns: 200 },
  );
});

test('marks are in the order of time, and every beat is a mark once', () => {
  fc.assert(
    fc.property(schedules, (schedule) => {
      const marks = [];
      for (const mark of marksFrom(schedule, LONG_AGO)) {
        if (marks.length === 60) break;
        marks.push(mark);
      }
      const moments = marks.map(({ at: moment }) => moment.epochMilliseconds);
      assert.deepEqual(
        moments,
        moments.toSorted((a, b) => a - b),
      );
      const beats = marks.filter(({ kind, move }) => kind !== 'meeting' || move === undefined);
      assert.equal(new Set(beats.map(({ slot }) => slot)).size, beats.length);
    }),
    { numRuns: 200 },
  );
});
