import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { type Weekly, weeklyBeats } from './recurrence.ts';
import { Temporal } from './time.ts';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const ZONES = [
  'America/Los_Angeles',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Santiago',
  'UTC',
];

const beatsUntil = (
  weekly: Weekly,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Temporal.ZonedDateTime[] => {
  const beats: Temporal.ZonedDateTime[] = [];
  for (const beat of weeklyBeats(weekly, from)) {
    if (Temporal.Instant.compare(beat.toInstant(), until) > 0) break;
    beats.push(beat);
  }
  return beats;
};

const byLibrary = (weekly: Weekly, from: Temporal.Instant, until: Temporal.Instant): string[] => {
  const date = Temporal.PlainDate.from(weekly.startsOn);
  const dtstart = date
    .add({ days: (weekly.weekday - date.dayOfWeek + 7) % 7 })
    .toZonedDateTime({ timeZone: weekly.zone, plainTime: Temporal.PlainTime.from(weekly.time) });
  const rule = new RRuleTemporal({
    freq: 'WEEKLY',
    interval: weekly.everyWeeks,
    byDay: [DAYS[weekly.weekday - 1] ?? 'MO'],
    tzid: weekly.zone,
    dtstart,
  });
  return rule
    .between(from.toZonedDateTimeISO(weekly.zone), until.toZonedDateTimeISO(weekly.zone), true)
    .map((beat) => Temporal.Instant.fromEpochMilliseconds(beat.epochMilliseconds).toString());
};

test('a weekly beat is what RFC 5545 makes of it, in every zone and across both changes of the clocks', () => {
  const weekly = fc.record({
    startsOn: fc
      .integer({ min: 0, max: 900 })
      .map((days) => Temporal.PlainDate.from('2025-01-01').add({ days }).toString()),
    weekday: fc.integer({ min: 1, max: 7 }),
    // No hours that a change of the clocks skips: the library and the standard part there; the next tests say what holds.
    time: fc
      .integer({ min: 5 * 4, max: 23 * 4 + 3 })
      .map(
        (quarter) =>
          `${String(quarter >> 2).padStart(2, '0')}:${String((quarter & 3) * 15).padStart(2, '0')}`,
      ),
    zone: fc.constantFrom(...ZONES),
    everyWeeks: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(
      weekly,
      fc.integer({ min: -60, max: 500 }),
      fc.integer({ min: 0, max: 120 }),
      (rule, ahead, days) => {
        const from = Temporal.PlainDate.from(rule.startsOn)
          .toZonedDateTime(rule.zone)
          .toInstant()
          .add({ hours: ahead * 24 });
        const until = from.add({ hours: days * 24 });
        const ours = beatsUntil(rule, from, until).map((beat) => beat.toInstant().toString());
        assert.deepEqual(ours, byLibrary(rule, from, until));
      },
    ),
    { numRuns: 300 },
  );
});

const sundays = (time: string): Weekly => ({
  startsOn: '2026-10-25',
  weekday: 7,
  time,
  zone: 'America/Los_Angeles',
  everyWeeks: 1,
});
const beatsOn = (weekly: Weekly, from: string, until: string) =>
  beatsUntil(weekly, Temporal.Instant.from(from), Temporal.Instant.from(until)).map((beat) =>
    beat.toString(),
  );

test('half past six stays half past six when the clocks go back', () => {
  assert.deepEqual(beatsOn(sundays('18:30'), '2026-10-25T00:00:00Z', '2026-11-03T00:00:00Z'), [
    '2026-10-25T18:30:00-07:00[America/Los_Angeles]',
    '2026-11-01T18:30:00-08:00[America/Los_Angeles]',
  ]);
});

test('an hour that happens twice is taken the first time, one that is skipped moves forward', () => {
  assert.deepEqual(beatsOn(sundays('01:30'), '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'), [
    '2026-11-01T01:30:00-07:00[America/Los_Angeles]',
  ]);
  assert.deepEqual(beatsOn(sundays('02:30'), '2027-03-14T00:00:00Z', '2027-03-15T00:00:00Z'), [
    '2027-03-14T03:30:00-07:00[America/Los_Angeles]',
  ]);
});

test('every other week is counted from the first beat', () => {
  const other = { ...sundays('10:00'), startsOn: '2026-11-04', everyWeeks: 2 };
  assert.deepEqual(beatsOn(other, '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'), [
    '2026-11-08T10:00:00-08:00[America/Los_Angeles]',
    '2026-11-22T10:00:00-08:00[America/Los_Angeles]',
  ]);
});
