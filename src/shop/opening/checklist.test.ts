import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../kernel/time.ts';
import { answeredAt, CALL_AGAIN_DAYS, checklist, type Facts, type Item, missingOf } from './checklist.ts';

const at = Temporal.Instant.from('2026-11-20T10:00:00Z');
const later = at.add({ hours: 1 });
const today = Temporal.PlainDate.from('2026-11-25');
const numbers = ['911', 'A line: 988'];

const whole: Facts = {
  today,
  name: 'Rowan Street',
  neutralName: 'RS Practice',
  tells: undefined,
  email: 'hello@rowan.example',
  address: ['14 Rowan Street'],
  region: 'US',
  numbers,
  crisisCheck: { on: today, who: 'Ada', numbers },
  hasOwnColor: false,
  payPal: { place: 'live', orderedAt: at, asked: undefined },
  mail: { leftAt: at, stuckSince: undefined },
  facilitators: 1,
  groups: { ready: 1, alone: [] },
  rule: { version: 2, isOwn: true },
  agreement: 1,
  heardAt: at,
};

test('a practice that has everything misses nothing; its color is its own choice', () => {
  const lines = checklist(whole);
  assert.equal(missingOf(lines), 0);
  assert.deepEqual(
    lines.filter(({ state }) => state === 'free').map(({ item }) => item),
    ['colors'],
  );
});

const check = whole.crisisCheck;
/** What spoils each line, and nothing else. A color is never missing. */
const SPOILT: { [Name in Exclude<Item, 'colors'>]: readonly Partial<Facts>[] } = {
  name: [{ name: '' }],
  'neutral-name': [{ neutralName: '' }, { tells: 'Therapy' }],
  contact: [{ email: '' }, { address: [] }],
  region: [{ region: '' }],
  crisis: [
    { crisisCheck: undefined },
    { numbers: ['911', 'Another line: 988'] },
    { numbers: ['911'] },
    { crisisCheck: check && { ...check, on: today.subtract({ days: CALL_AGAIN_DAYS + 1 }) } },
  ],
  facilitator: [{ facilitators: 0 }],
  agreement: [{ agreement: undefined }],
  'refund-rule': [{ rule: undefined }, { rule: { version: 1, isOwn: false } }],
  group: [
    { groups: { ready: 0, alone: [] } },
    { groups: { ready: 1, alone: [{ id: 'x', name: 'Nobody’s' }] } },
  ],
  paypal: [
    { payPal: { place: 'live', orderedAt: undefined, asked: undefined } },
    { payPal: { ...whole.payPal, place: 'sandbox' } },
    { payPal: { ...whole.payPal, asked: { answer: 'unauthorised', at: later } } },
  ],
  webhook: [{ heardAt: undefined }],
  mail: [{ mail: { leftAt: undefined, stuckSince: undefined } }, { mail: { leftAt: at, stuckSince: at } }],
};

for (const [item, changes] of Object.entries(SPOILT))
  test(`what is missing is told by its own line: ${item}`, () => {
    for (const change of changes)
      assert.deepEqual(
        checklist({ ...whole, ...change })
          .filter(({ state }) => state === 'missing')
          .map((line) => line.item),
        [item],
        JSON.stringify(change),
      );
  });

test('PayPal counts as answering by its newest sign: an order made, or a question answered', () => {
  const told = (payPal: Partial<Facts['payPal']>) =>
    answeredAt({ ...whole, payPal: { ...whole.payPal, ...payPal } });
  assert.equal(told({ asked: { answer: 'answered', at: later } }), later);
  assert.equal(told({ orderedAt: later, asked: { answer: 'answered', at } }), later);
  assert.equal(told({ orderedAt: later, asked: { answer: 'unreachable', at } }), later);
  assert.equal(told({ asked: { answer: 'unreachable', at: later } }), undefined);
  assert.equal(told({ orderedAt: undefined, asked: { answer: 'answered', at } }), at);
});
