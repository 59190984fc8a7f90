import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from '../../kernel/time.ts';
import { examplesOf, madeUpChair } from './examples.ts';
import { houseRule } from './house-rule.ts';
import { refundFor } from './rule.ts';

const zone = 'America/Los_Angeles';
const any = fc
  .nat(365)
  .map((days) => Temporal.Instant.from('2026-01-01T17:00:00Z').add({ hours: days * 24 }));

test('the made-up chair is for eight Thursday evenings, about four weeks from any day', () => {
  fc.assert(
    fc.property(any, (now) => {
      const { meetings } = madeUpChair(now, zone, 4_500);
      assert.equal(meetings.length, 8);
      for (const { startsAt } of meetings) {
        const there = startsAt.toZonedDateTimeISO(zone);
        assert.deepEqual([there.dayOfWeek, there.hour, there.minute], [4, 18, 30]);
      }
      const days = now.until(meetings[0]?.startsAt ?? now).total('hours') / 24;
      assert.ok(days > 27 && days < 36);
    }),
  );
});

test('examples are in the order of time, none is past, and each says what the rule says', () => {
  fc.assert(
    fc.property(any, fc.nat(60), (now, fullUntilDays) => {
      const rule = { ...houseRule('US'), fullUntilDays };
      const chair = madeUpChair(now, zone, 4_500);
      const examples = examplesOf(rule, chair);
      assert.ok(examples.length >= 4);
      let before = chair.placedAt;
      for (const { at, minor } of examples) {
        assert.ok(Temporal.Instant.compare(at, before) > 0);
        assert.equal(minor, refundFor(rule, chair, at).minor);
        before = at;
      }
    }),
  );
});
