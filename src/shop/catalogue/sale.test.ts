import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../kernel/time.ts';
import { saleNow, seriesOnSale } from './sale.ts';

const GROUP = {
  state: 'published',
  kind: 'open',
  meetingsSold: 4,
  seats: { capacity: 8, held: 1, confirmed: 5, minSeats: 1 },
  schedule: {
    startsOn: '2026-10-01',
    weekday: 4,
    time: '18:30',
    minutes: 90,
    zone: 'America/Los_Angeles',
    every: 1,
    sessions: 8,
    rests: [],
  },
} as const;
const BEFORE = Temporal.Instant.from('2026-09-20T00:00:00Z');
const DURING = Temporal.Instant.from('2026-10-20T00:00:00Z');
const AFTER = Temporal.Instant.from('2027-01-20T00:00:00Z');

const CASES = [
  { name: 'an open group with a chair', group: GROUP, now: BEFORE, answer: 4 },
  { name: 'an open group under way', group: GROUP, now: DURING, answer: 4 },
  {
    name: 'a closed group before its first meeting',
    group: { ...GROUP, kind: 'closed' },
    now: BEFORE,
    answer: 4,
  },
  { name: 'a closed group after it', group: { ...GROUP, kind: 'closed' }, now: DURING, answer: 'begun' },
  { name: 'a group whose last meeting has been', group: GROUP, now: AFTER, answer: 'over' },
  { name: 'a draft', group: { ...GROUP, state: 'draft' }, now: BEFORE, answer: 'closed' },
  {
    name: 'a group that takes nobody now',
    group: { ...GROUP, state: 'closed' },
    now: BEFORE,
    answer: 'closed',
  },
  {
    name: 'a group with every chair taken or held',
    group: { ...GROUP, seats: { ...GROUP.seats, held: 3 } },
    now: BEFORE,
    answer: 'full',
  },
] as const;

for (const { name, group, now, answer } of CASES)
  test(`${name}: ${typeof answer === 'number' ? 'sold' : answer}`, () => {
    const sale = saleNow(group, now);
    assert.equal(sale.ok ? sale.value.length : sale.refusal.because, answer);
  });

test('who has a hold already is not told that the group is full', () => {
  const full = { ...GROUP, seats: { ...GROUP.seats, held: 3 } };
  assert.equal(seriesOnSale(full, BEFORE).ok, true);
});
