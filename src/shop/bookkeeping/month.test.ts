import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../kernel/time.ts';
import { monthAfter, monthOf, readMonth, spanOf, writeMonth } from './month.ts';

test('a month is read as it is written, and nothing else is', () => {
  assert.deepEqual(readMonth('2026-11'), { year: 2026, month: 11 });
  assert.equal(writeMonth({ year: 2026, month: 3 }), '2026-03');
  for (const text of ['2026-13', '2026-0', '26-01', '2026-1', '', 'x', '2026-011'])
    assert.equal(readMonth(text), undefined, text);
});

test("a month begins and ends at the practice's midnight, across a change of clocks", () => {
  const { since, until } = spanOf({ year: 2026, month: 11 }, 'America/Los_Angeles');
  assert.equal(since.toString(), '2026-11-01T07:00:00Z');
  assert.equal(until.toString(), '2026-12-01T08:00:00Z');
});

test('months follow each other over the year', () => {
  assert.deepEqual(monthAfter({ year: 2026, month: 12 }, 1), { year: 2027, month: 1 });
  assert.deepEqual(monthAfter({ year: 2026, month: 1 }, -1), { year: 2025, month: 12 });
  const lateNight = Temporal.Instant.from('2026-12-01T07:59:59Z');
  assert.deepEqual(monthOf(lateNight, 'America/Los_Angeles'), { year: 2026, month: 11 });
});
