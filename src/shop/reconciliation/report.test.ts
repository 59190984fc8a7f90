import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../kernel/time.ts';
import { kindOf, movesMoney, nameOfLine } from './report.ts';

const KINDS = {
  T0006: 'payment', T0000: 'payment', T1107: 'refund', T1106: 'reversal', T1201: 'reversal', T1202: 'reversal-back',
  T0114: 'dispute-fee', T0106: 'dispute-fee', T0100: 'fee', T1108: 'fee', T0200: 'exchange', T0400: 'bank',
  T0300: 'bank', T1110: 'hold', T1111: 'hold', T1503: 'hold', T2101: 'hold', T9900: 'other', T1999: 'other',
} as const; // biome-ignore format: a table

for (const [code, kind] of Object.entries(KINDS))
  test(`${code} is ${kind}`, () => assert.equal(kindOf(code), kind));

test('only what is done moves money, and what is held does not', () => {
  assert.ok(movesMoney({ status: 'S', code: 'T0006' }));
  assert.ok(movesMoney({ status: 'V', code: 'T0006' }), 'reversed later, by a line of its own');
  assert.ok(!movesMoney({ status: 'P', code: 'T0006' }));
  assert.ok(!movesMoney({ status: 'D', code: 'T0006' }));
  assert.ok(!movesMoney({ status: 'S', code: 'T1110' }));
});

test('a transaction id told with another code, amount, currency or time is another line', () => {
  const at = Temporal.Instant.from('2026-10-01T00:00:00Z');
  const line = { transactionId: 'A', code: 'T0006', currency: 'USD', grossMinor: 100, at };
  const names = [
    line,
    { ...line, code: 'T1110' },
    { ...line, currency: 'EUR' },
    { ...line, grossMinor: -100 },
    { ...line, at: at.add({ seconds: 1 }) },
  ].map(nameOfLine);
  assert.equal(new Set(names).size, 5);
  assert.equal(nameOfLine({ ...line }), names[0]);
});
