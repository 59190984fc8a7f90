import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from '../../kernel/time.ts';
import { dueSpan, halvesOf, partsOf, settledUntil } from './window.ts';

const at = (text: string) => Temporal.Instant.from(text);
const ZONE = 'America/Los_Angeles';
const books = { now: at('2026-11-20T20:00:00Z'), zone: ZONE, first: at('2026-11-02T18:30:00Z') };

test('a day is settled six hours after its midnight in the zone of the practice', () => {
  assert.equal(settledUntil(at('2026-11-20T13:59:00Z'), ZONE).toString(), '2026-11-19T08:00:00Z');
  assert.equal(settledUntil(at('2026-11-20T14:00:00Z'), ZONE).toString(), '2026-11-20T08:00:00Z');
});

test('the first reading begins with the day of the first payment, across a change of clocks', () => {
  const span = dueSpan({
    ...books,
    first: at('2026-10-30T18:30:00Z'),
    lastUntil: undefined,
    oldest: undefined,
  });
  assert.equal(span?.since.toString(), '2026-10-30T07:00:00Z');
  assert.equal(span?.until.toString(), '2026-11-20T08:00:00Z');
});

test('later ones read three days again, and back to the oldest open difference, half a year at most', () => {
  const lastUntil = at('2026-11-19T08:00:00Z');
  assert.equal(dueSpan({ ...books, lastUntil, oldest: undefined })?.since.toString(), '2026-11-16T08:00:00Z');
  const oldest = at('2026-11-05T12:00:00Z');
  assert.equal(dueSpan({ ...books, lastUntil, oldest })?.since.toString(), '2026-11-05T08:00:00Z');
  const ancient = dueSpan({ ...books, lastUntil, oldest: at('2024-01-01T00:00:00Z') })?.since;
  assert.ok(ancient && ancient.until(books.now).total('hours') < 182 * 24);
});

test('what was read is not read again the same day, unless somebody asks', () => {
  const given = { ...books, lastUntil: at('2026-11-20T08:00:00Z'), oldest: undefined };
  assert.equal(dueSpan(given), undefined);
  assert.equal(dueSpan(given, true)?.since.toString(), '2026-11-17T08:00:00Z');
});

test('a practice whose first day is not over has nothing to read', () => {
  assert.equal(dueSpan({ ...books, first: books.now, lastUntil: undefined, oldest: undefined }), undefined);
});

test('parts are at most 31 days, side by side, and together the whole; halves too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 * 365 * 24 }), (hours) => {
      const span = { since: books.first, until: books.first.add({ hours }) };
      const parts = partsOf(span);
      assert.ok(parts.every(({ since, until }) => since.until(until).total('hours') <= 31 * 24));
      assert.equal(parts[0]?.since.toString(), span.since.toString());
      assert.equal(parts.at(-1)?.until.toString(), span.until.toString());
      for (const [index, part] of parts.entries())
        if (index > 0) assert.equal(part.since.toString(), parts[index - 1]?.until.toString());
      const [a, b] = halvesOf(span) ?? assert.fail('an hour has halves');
      assert.equal(a.until.toString(), b.since.toString());
      assert.equal(b.until.toString(), span.until.toString());
    }),
  );
  assert.equal(halvesOf({ since: books.first, until: books.first.add({ seconds: 1 }) }), undefined);
});
