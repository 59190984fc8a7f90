import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from '../../kernel/time.ts';
import { hasCoolingOff, houseRule } from './house-rule.ts';
import {
  type Bought,
  fullRefund,
  fullUntil,
  type RefundRule,
  refundFor,
  refundSteps,
  ruleProblems,
} from './rule.ts';

const zone = 'America/Los_Angeles';
const at = (local: string) => Temporal.ZonedDateTime.from(`${local}[${zone}]`).toInstant();
const HOUSE: RefundRule = {
  fullUntilDays: 7,
  shareBefore: 50,
  shareAfter: 0,
  feeMinor: 0,
  coolingOffDays: 0,
};
/** Four Thursdays at $45.00, bought on September 1. */
const bought: Bought = {
  paidMinor: 18_000,
  goneMinor: 0,
  meetings: ['08', '15', '22', '29'].map((day) => ({ startsAt: at(`2026-10-${day}T18:30`) })),
  placedAt: at('2026-09-01T12:00'),
  zone,
};
const back = (rule: Partial<RefundRule>, when: string, more: Partial<Bought> = {}) =>
  refundFor({ ...HOUSE, ...rule }, { ...bought, ...more }, at(when));

test('all of it goes back through the seventh day before the first meeting, to the last minute', () => {
  assert.deepEqual(back({}, '2026-10-01T23:59:59'), { minor: 18_000, because: 'in-time' });
  assert.deepEqual(back({}, '2026-10-02T00:00'), { minor: 9_000, because: 'late' });
  assert.deepEqual(back({}, '2026-10-08T18:29:59'), { minor: 9_000, because: 'late' });
  assert.deepEqual(back({}, '2026-10-08T18:30'), { minor: 0, because: 'begun' });
});

test('with no days it is until the first meeting begins, and not until midnight after it', () => {
  assert.equal(back({ fullUntilDays: 0 }, '2026-10-08T18:29').minor, 18_000);
  assert.equal(back({ fullUntilDays: 0, shareBefore: 0 }, '2026-10-08T18:30').minor, 0);
});

test('after the start, the meetings that have not begun are reckoned', () => {
  const rule = { shareBefore: 80, shareAfter: 80 };
  assert.deepEqual(back(rule, '2026-10-08T19:00'), { minor: 10_800, because: 'begun' });
  assert.deepEqual(back(rule, '2026-10-22T18:00'), { minor: 7_200, because: 'begun' });
  assert.deepEqual(back(rule, '2026-10-29T18:30'), { minor: 0, because: 'over' });
});

test('a fee is kept out of what goes back, and never asked for on top', () => {
  assert.equal(back({ feeMinor: 500 }, '2026-09-20T12:00').minor, 17_500);
  assert.equal(back({ feeMinor: 500 }, '2026-10-05T12:00').minor, 8_500);
  assert.equal(back({ feeMinor: 500, shareBefore: 0 }, '2026-10-05T12:00').minor, 0);
});

test('in the fourteen days after buying no reason is asked and no fee kept; the day of buying is not counted', () => {
  const soon = { placedAt: at('2026-09-30T23:50') };
  const rule = { coolingOffDays: 14, feeMinor: 500, shareBefore: 0 };
  assert.deepEqual(back(rule, '2026-10-05T12:00', soon), { minor: 18_000, because: 'cooling-off' });
  assert.deepEqual(back(rule, '2026-10-14T23:59', soon), { minor: 13_500, because: 'cooling-off' });
  assert.deepEqual(back(rule, '2026-10-15T00:00', soon), { minor: 0, because: 'begun' });
});

test('whichever of rule and cooling-off is kinder counts', () => {
  assert.equal(back({ coolingOffDays: 14 }, '2026-09-02T12:00').because, 'in-time');
  assert.equal(back({ coolingOffDays: 14, feeMinor: 1 }, '2026-09-02T12:00').because, 'cooling-off');
});

test('what has gone back already is not paid twice', () => {
  assert.deepEqual(back({}, '2026-09-02T12:00', { goneMinor: 6_000 }), { minor: 12_000, because: 'in-time' });
  assert.deepEqual(back({}, '2026-09-02T12:00', { goneMinor: 18_000 }), {
    minor: 0,
    because: 'nothing-left',
  });
  assert.equal(back({}, '2026-10-05T12:00', { goneMinor: 6_000 }).minor, 9_000);
  assert.deepEqual(back({}, '2026-09-02T12:00', { paidMinor: 0 }), { minor: 0, because: 'nothing-paid' });
});

test('a chair without dates has not begun', () => {
  assert.equal(back({}, '2030-01-01T12:00', { meetings: [] }).minor, 18_000);
});

test('days are the group’s days, through a change of the clocks', () => {
  const meetings = [{ startsAt: at('2026-11-05T18:30') }];
  const end = fullUntil(HOUSE, { meetings, zone });
  assert.equal(end?.toZonedDateTimeISO(zone).toString(), '2026-10-30T00:00:00-07:00[America/Los_Angeles]');
});

test('the rows of the table are the moments at which the sum changes', () => {
  const rule = { ...HOUSE, shareBefore: 50, shareAfter: 50 };
  const steps = refundSteps(rule, bought, at('2026-09-15T12:00'));
  assert.deepEqual(
    steps.map((step) => [step.minor, step.until?.toZonedDateTimeISO(zone).toPlainDateTime().toString()]),
    [
      [18_000, '2026-10-02T00:00:00'],
      [9_000, '2026-10-08T18:30:00'],
      [6_750, '2026-10-15T18:30:00'],
      [4_500, '2026-10-22T18:30:00'],
      [2_250, '2026-10-29T18:30:00'],
      [0, undefined],
    ],
  );
});

test('the house rule of a region has a cooling-off time where one is usual', () => {
  assert.equal(houseRule('US').coolingOffDays, 0);
  assert.equal(houseRule('DE-BY').coolingOffDays, 14);
  assert.equal(houseRule('GB').coolingOffDays, 14);
  assert.ok(!hasCoolingOff('CH'));
});

const anyRule: fc.Arbitrary<RefundRule> = fc
  .record({
    fullUntilDays: fc.nat(365),
    shares: fc.tuple(fc.nat(100), fc.nat(100)),
    feeMinor: fc.oneof(fc.constant(0), fc.nat(20_000)),
    coolingOffDays: fc.oneof(fc.constant(0), fc.constant(14), fc.nat(60)),
  })
  .map(({ shares, ...rule }) => ({
    ...rule,
    shareBefore: Math.max(...shares),
    shareAfter: Math.min(...shares),
  }));
const start = at('2026-09-01T00:00');
const hour = fc.nat(24 * 400).map((hours) => start.add({ hours }));
const anyBought: fc.Arbitrary<Bought> = fc.record({
  paidMinor: fc.nat(1_000_000),
  goneMinor: fc.oneof(fc.constant(0), fc.nat(1_100_000)),
  meetings: fc
    .array(hour, { maxLength: 12 })
    .map((starts) => starts.sort(Temporal.Instant.compare).map((startsAt) => ({ startsAt }))),
  placedAt: hour,
  zone: fc.constantFrom(zone, 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland'),
});

test('never below nothing, never above what was paid and has not gone back, never more later than sooner', () => {
  fc.assert(
    fc.property(anyRule, anyBought, hour, hour, (rule, what, one, other) => {
      assert.deepEqual(ruleProblems(rule), []);
      const [sooner, later] = Temporal.Instant.compare(one, other) <= 0 ? [one, other] : [other, one];
      const [first, second] = [refundFor(rule, what, sooner), refundFor(rule, what, later)];
      for (const { minor } of [first, second]) {
        assert.ok(Number.isSafeInteger(minor) && minor >= 0);
        assert.ok(minor <= fullRefund(what));
      }
      assert.ok(second.minor <= first.minor, `${first.minor} and later ${second.minor}`);
    }),
    { numRuns: 3_000 },
  );
});

test('a rule that gives more after the start than before it is refused, for it would pay to wait', () => {
  const odd = { ...HOUSE, shareBefore: 10, shareAfter: 100 };
  assert.deepEqual(ruleProblems(odd), ['more-after-than-before']);
  const [before, after] = [back(odd, '2026-10-08T18:00'), back(odd, '2026-10-08T19:00')];
  assert.ok(after.minor > before.minor, 'the property above would find it');
});

test('the table says what refundFor says, at every moment', () => {
  fc.assert(
    fc.property(anyRule, anyBought, hour, hour, (rule, what, one, other) => {
      const [now, then] = Temporal.Instant.compare(one, other) <= 0 ? [one, other] : [other, one];
      const steps = refundSteps(rule, what, now);
      const row = steps.findLast(({ from }) => Temporal.Instant.compare(from, then) <= 0);
      assert.equal(row?.minor, refundFor(rule, what, then).minor);
      assert.ok(steps.every((step, index) => index === 0 || step.minor < (steps[index - 1]?.minor ?? 0)));
    }),
    { numRuns: 1_000 },
  );
});
