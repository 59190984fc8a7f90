import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from '../../kernel/time.ts';
import { offerUntil } from './until.ts';

const zone = 'America/Los_Angeles';
const at = (local: string, in_ = zone) => Temporal.PlainDateTime.from(local).toZonedDateTime(in_).toInstant();
const told = (instant: Temporal.Instant, in_ = zone) =>
  instant.toZonedDateTimeISO(in_).toPlainDateTime().toString();

const CASES: readonly [string, number, string, string][] = [
  ['2026-10-06T14:20', 48, '2026-10-08T15:00:00', 'a full hour, never earlier than promised'],
  ['2026-10-06T14:00', 48, '2026-10-08T14:00:00', 'to the hour it stays'],
  ['2026-10-06T20:40', 48, '2026-10-08T21:00:00', 'the last hour of the day'],
  ['2026-10-06T21:10', 48, '2026-10-09T09:00:00', 'nobody answers at night'],
  ['2026-10-06T03:00', 48, '2026-10-08T09:00:00', 'nor before nine'],
  ['2026-10-31T10:00', 48, '2026-11-02T09:00:00', 'forty-eight hours are real hours when the clocks change'],
]; // biome-ignore format: a table
for (const [now, hours, until, why] of CASES)
  test(`made ${now} for ${hours} hours it lasts until ${until}: ${why}`, () => {
    assert.equal(told(offerUntil(at(now), { hours, zone })), until);
  });

test('it never lasts beyond the first meeting of a group that nobody joins afterwards', () => {
  const last = at('2026-10-07T18:30');
  assert.equal(told(offerUntil(at('2026-10-06T14:20'), { hours: 48, zone, last })), '2026-10-07T18:30:00');
});

test('whatever the moment and the zone, it lasts as long as promised and ends by day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }),
      fc.integer({ min: 6, max: 336 }),
      fc.constantFrom('America/Los_Angeles', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'),
      (seconds, hours, in_) => {
        const now = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
        const until = offerUntil(now, { hours, zone: in_ });
        const lasted = (until.epochMilliseconds - now.epochMilliseconds) / 3_600_000;
        assert.ok(lasted >= hours && lasted <= hours + 13.5, `${lasted} of ${hours}`);
        const { hour, minute } = until.toZonedDateTimeISO(in_);
        assert.ok(hour >= 9 && (hour < 21 || (hour === 21 && minute === 0)), `${hour}:${minute}`);
      },
    ),
  );
});
