import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../kernel/time.ts';
import { dateTiles, lastMeeting, nextMeetings, type Schedule, seriesFrom } from './schedule.ts';
import { dayPartOf, hoursInWords, runInWords, scheduleInWords, zoneInWords } from './schedule-words.ts';

const THURSDAYS: Schedule = {
  startsOn: '2026-10-01',
  weekday: 4,
  time: '18:30',
  minutes: 90,
  zone: 'America/Los_Angeles',
  every: 1,
  sessions: null,
  rests: ['2026-11-26'],
};
const at = (text: string) => Temporal.Instant.from(text);
const starts = (meetings: readonly { startsAt: Temporal.Instant }[]) =>
  meetings.map(({ startsAt }) => startsAt.toString());

test('a meeting stays at half past six when the clocks go back, and lasts an hour and a half', () => {
  const meetings = nextMeetings(THURSDAYS, at('2026-10-28T00:00:00Z'), 2);
  assert.deepEqual(starts(meetings), ['2026-10-30T01:30:00Z', '2026-11-06T02:30:00Z']);
  assert.equal(meetings[0]?.endsAt.toString(), '2026-10-30T03:00:00Z');
});

test('a rest is no meeting, and a purchase covers the meetings round it', () => {
  const bought = seriesFrom(THURSDAYS, at('2026-11-16T00:00:00Z'), 3);
  assert.deepEqual(starts(bought), ['2026-11-20T02:30:00Z', '2026-12-04T02:30:00Z', '2026-12-11T02:30:00Z']);
});

test('a meeting that has begun is not sold', () => {
  const begins = at('2026-11-20T02:30:00Z');
  assert.equal(seriesFrom(THURSDAYS, begins, 1)[0]?.startsAt.toString(), '2026-12-04T02:30:00Z');
  assert.equal(nextMeetings(THURSDAYS, begins, 1)[0]?.startsAt.toString(), begins.toString());
});

test('eight meetings are eight meetings: a rest moves the end, and late buyers get fewer', () => {
  const eight = { ...THURSDAYS, sessions: 8, rests: ['2026-10-08', '2026-11-26'] };
  assert.equal(lastMeeting(eight)?.startsAt.toString(), '2026-12-04T02:30:00Z');
  assert.equal(seriesFrom(eight, at('2026-11-15T00:00:00Z'), 8).length, 2);
  assert.deepEqual(seriesFrom(eight, at('2026-12-05T00:00:00Z'), 8), []);
});

test('tiles show the last meeting, the next one and the rests in their places', () => {
  const tiles = dateTiles(THURSDAYS, at('2026-11-13T12:00:00Z'), 4);
  assert.deepEqual(
    tiles.map(({ on, state }) => `${on} ${state}`),
    ['2026-11-12 gone', '2026-11-19 next', '2026-11-26 rest', '2026-12-03 later'],
  );
});

test('when the next date is a rest, the meeting after it is the next', () => {
  const tiles = dateTiles(THURSDAYS, at('2026-11-23T12:00:00Z'), 3);
  assert.deepEqual(
    tiles.map(({ state }) => state),
    ['gone', 'rest', 'next'],
  );
});

test('a schedule is said as people say it', () => {
  assert.equal(scheduleInWords(THURSDAYS), 'Thursdays, 6:30 to 8 pm');
  assert.equal(
    scheduleInWords({ ...THURSDAYS, every: 2, weekday: 3, time: '20:00', minutes: 60 }),
    'Every other Wednesday, 8 to 9 pm',
  );
  assert.equal(hoursInWords({ time: '10:30', minutes: 90 }), '10:30 am to noon');
  assert.equal(hoursInWords({ time: '12:00', minutes: 75 }), 'noon to 1:15 pm');
  assert.equal(hoursInWords({ time: '11:00', minutes: 90 }), '11 am to 12:30 pm');
  assert.equal(hoursInWords({ time: '23:00', minutes: 60 }), '11 pm to midnight');
  assert.deepEqual(['11:59', '12:00', '16:59', '17:00'].map(dayPartOf), [
    'morning',
    'afternoon',
    'afternoon',
    'evening',
  ]);
  assert.equal(runInWords(THURSDAYS, true, 'en-US'), 'Ongoing');
  assert.equal(runInWords({ ...THURSDAYS, sessions: 8 }, false, 'en-US'), '8 weeks from October 1');
  assert.equal(zoneInWords('America/Los_Angeles', 'en-US'), 'Pacific Time');
});
