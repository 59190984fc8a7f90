import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { goneOf } from './withdrawal.ts';

test('what went back for another chair of the order is not taken from this one, unless nothing else is left', () => {
  assert.equal(goneOf({ paidMinor: 5_000, lineMinor: 0, leftMinor: 5_000 }), 0);
  assert.equal(goneOf({ paidMinor: 5_000, lineMinor: 2_000, leftMinor: 8_000 }), 2_000);
  assert.equal(goneOf({ paidMinor: 5_000, lineMinor: 0, leftMinor: 3_000 }), 2_000);
});

test('what is left for a chair is never below nothing, and never above what the order still holds', () => {
  const minor = fc.nat(1_000_000);
  fc.assert(
    fc.property(minor, minor, minor, (paidMinor, lineMinor, leftMinor) => {
      const left = paidMinor - goneOf({ paidMinor, lineMinor, leftMinor });
      assert.ok(left >= 0 && left <= paidMinor && left <= leftMinor);
    }),
  );
});
