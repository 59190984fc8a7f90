import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from '../../kernel/time.ts';
import { meetingsBetween, type Schedule } from '../catalogue/public.ts';
import {
  afterChanges,
  type Change,
  changesBetween,
  counted,
  followSeats,
  type MeetingsOfSeat,
  type Plan,
  peopleIn,
} from './meeting-changes.ts';

const ZONE = 'America/Los_Angeles';
const THURSDAYS: Schedule = {
  startsOn: '2026-11-05',
  weekday: 4,
  time: '18:30',
  minutes: 90,
  zone: ZONE,
  every: 1,
  sessions: null,
  rests: [],
};
const NOW = Temporal.Instant.from('2026-11-01T12:00:00Z');
const UNTIL = Temporal.Instant.from('2027-02-01T00:00:00Z');

const plan = (schedule: Schedule, until = UNTIL): Plan => ({
  meetings: meetingsBetween(schedule, { from: NOW, until }),
  hasEnd: schedule.sessions !== null,
  every: schedule.every,
});
const said = ({ was, becomes }: Change): string =>
  [was, becomes]
    .map((meeting) =>
      meeting
        ? meeting.startsAt.toZonedDateTimeISO(ZONE).toPlainDateTime().toString().slice(5, 16)
        : 'not held',
    )
    .join(' -> ');
const changes = (before: Schedule, after: Schedule) =>
  changesBetween(plan(before), plan(after)).slice(0, 4).map(said);

test('the same dates change nothing', () => {
  assert.deepEqual(changes(THURSDAYS, { ...THURSDAYS, moves: [], breaks: [] }), []);
});

test('one date moved is one meeting moved', () => {
  const moves = [{ on: '2026-11-26', to: '2026-12-22', time: '17:00' }];
  assert.deepEqual(changes(THURSDAYS, { ...THURSDAYS, moves }), ['11-26T18:30 -> 12-22T17:00']);
  assert.deepEqual(changes({ ...THURSDAYS, moves }, THURSDAYS), ['12-22T17:00 -> 11-26T18:30']);
});

test('a rest calls a meeting off where the group has no end', () => {
  assert.deepEqual(changes(THURSDAYS, { ...THURSDAYS, rests: ['2026-11-26'] }), ['11-26T18:30 -> not held']);
});

test('a rest in a series with an end is made up for behind its last meeting', () => {
  const four = { ...THURSDAYS, sessions: 4 };
  assert.deepEqual(changes(four, { ...four, rests: ['2026-11-12'] }), ['11-12T18:30 -> 12-03T18:30']);
});

test('another hour, another weekday and another length move every meeting to its own week', () => {
  assert.deepEqual(changes(THURSDAYS, { ...THURSDAYS, time: '19:00' }).slice(0, 2), [
    '11-05T18:30 -> 11-05T19:00',
    '11-12T18:30 -> 11-12T19:00',
  ]);
  assert.deepEqual(changes(THURSDAYS, { ...THURSDAYS, startsOn: '2026-11-03', weekday: 2 }).slice(0, 2), [
    '11-05T18:30 -> 11-03T18:30',
    '11-12T18:30 -> 11-10T18:30',
  ]);
  const [longer] = changesBetween(plan(THURSDAYS), plan({ ...THURSDAYS, minutes: 120 }));
  assert.equal(longer?.becomes?.endsAt.since(longer.was.endsAt).total('minutes'), 30);
});

test('fewer meetings call off what lies behind the new end; every other week calls off every other', () => {
  const four = { ...THURSDAYS, sessions: 4 };
  assert.deepEqual(changes(four, { ...four, sessions: 3 }), ['11-26T18:30 -> not held']);
  assert.deepEqual(changes(THURSDAYS, { ...THURSDAYS, every: 2 }).slice(0, 2), [
    '11-12T18:30 -> not held',
    '11-26T18:30 -> not held',
  ]);
});

const seat = (seatId: string, count: number): MeetingsOfSeat => ({
  seatId,
  meetings: plan(THURSDAYS)
    .meetings.slice(0, count)
    .map(({ startsAt, endsAt }) => ({ bought: { startsAt, endsAt }, current: { startsAt, endsAt } })),
});

test('a seat is touched by what it bought and by nothing else', () => {
  const seats = [seat('a', 4), seat('b', 2)];
  const rested = { ...THURSDAYS, rests: ['2026-11-26'] };
  const touched = followSeats(seats, plan(THURSDAYS), plan(rested));
  assert.deepEqual(
    touched.map(({ seatId, was, becomes }) => `${seatId} ${said({ was, becomes })}`),
    ['a 11-26T18:30 -> not held'],
  );
  assert.equal(peopleIn(touched), 1);
  assert.deepEqual(followSeats([seat('b', 2)], plan(THURSDAYS), plan(rested)), []);
});

test('moved twice, a purchase is followed from where it is; moved back, it is where it was bought', () => {
  const first = { ...THURSDAYS, moves: [{ on: '2026-11-05', to: '2026-11-07', time: '10:00' }] };
  const second = { ...THURSDAYS, moves: [{ on: '2026-11-05', to: '2026-11-08', time: '11:00' }] };
  const once = followSeats([seat('a', 1)], plan(THURSDAYS), plan(first));
  const seats = afterChanges([seat('a', 1)], once);
  const twice = followSeats(seats, plan(first), plan(second));
  assert.deepEqual(twice.map(said), ['11-07T10:00 -> 11-08T11:00']);
  assert.equal(twice[0]?.bought.startsAt.toString(), '2026-11-06T02:30:00Z');
  const back = followSeats(afterChanges(seats, twice), plan(second), plan(THURSDAYS));
  assert.deepEqual(back.map(said), ['11-08T11:00 -> 11-05T18:30']);
  const [home] = afterChanges(afterChanges(seats, twice), back);
  assert.deepEqual(
    home?.meetings.map(({ bought, current }) => said({ was: bought, becomes: current })),
    ['11-05T18:30 -> 11-05T18:30'],
  );
});

test('what was called off and is held again is back; called off twice says nothing new', () => {
  const rested = { ...THURSDAYS, rests: ['2026-11-05'] };
  const off = followSeats([seat('a', 1)], plan(THURSDAYS), plan(rested));
  const seats = afterChanges([seat('a', 1)], off);
  assert.deepEqual(
    followSeats(seats, plan(rested), plan({ ...rested, rests: ['2026-11-05', '2026-11-12'] })),
    [],
  );
  assert.deepEqual(followSeats(seats, plan(rested), plan(THURSDAYS)).map(said), ['not held -> 11-05T18:30']);
});

test('the same change of many people is one line, soonest first', () => {
  const rested = { ...THURSDAYS, rests: ['2026-11-26', '2026-11-05'] };
  const touched = followSeats([seat('a', 4), seat('b', 4), seat('c', 1)], plan(THURSDAYS), plan(rested));
  assert.deepEqual(
    counted(touched).map(({ people, ...change }) => `${people}: ${said(change)}`),
    ['3: 11-05T18:30 -> not held', '2: 11-26T18:30 -> not held'],
  );
  assert.equal(peopleIn(touched), 3);
});

const schedules = fc
  .record({
    shift: fc.integer({ min: 0, max: 6 }),
    hour: fc.integer({ min: 8, max: 20 }),
    minutes: fc.constantFrom(60, 90),
    every: fc.integer({ min: 1, max: 2 }),
    sessions: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
    rested: fc.uniqueArray(fc.integer({ min: 0, max: 10 }), { maxLength: 3 }),
    moved: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 20 })), {
      maxLength: 3,
      selector: ([beat]) => beat,
    }),
  })
  .map(({ shift, hour, rested, moved, ...rule }): Schedule => {
    const first = Temporal.PlainDate.from('2026-11-02').add({ days: shift });
    const beat = (number: number) => first.add({ weeks: number * rule.every });
    return {
      ...rule,
      startsOn: first.toString(),
      weekday: first.dayOfWeek,
      time: `${String(hour).padStart(2, '0')}:30`,
      zone: ZONE,
      rests: rested.map((number) => beat(number).toString()),
      moves: moved.map(([number, days]) => ({
        on: beat(number).toString(),
        to: beat(number).add({ days }).toString(),
        time: '07:00',
      })),
    };
  });

test('whatever changes: each meeting stays, moves to one that is held, or is called off; no two become the same', () => {
  fc.assert(
    fc.property(schedules, schedules, (one, other) => {
      const before = plan(one);
      const after = plan(other);
      const found = changesBetween(before, after);
      const held = new Set(after.meetings);
      const changed = new Set(found.map(({ was }) => was));
      const stay = before.meetings.filter((meeting) => !changed.has(meeting));
      for (const meeting of stay)
        assert.ok(
          after.meetings.some(
            ({ startsAt, endsAt }) => startsAt.equals(meeting.startsAt) && endsAt.equals(meeting.endsAt),
          ),
          'what is not told of is held as it was',
        );
      const targets = found.flatMap(({ becomes }) => (becomes ? [becomes] : []));
      for (const target of targets)
        assert.ok(held.has(target as never), 'nobody is sent to a meeting that is not held');
      assert.equal(new Set(targets).size, targets.length, 'two meetings never become one');
      assert.ok(targets.length + stay.length <= after.meetings.length);
      assert.deepEqual(changesBetween(before, before), []);
    }),
    { numRuns: 300 },
  );
});
