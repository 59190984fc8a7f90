import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../kernel/time.ts';
import { entriesOf, type Told, tell } from './story.ts';

const reader = { locale: 'en-US', zone: 'America/Los_Angeles' };
const begun = Temporal.Instant.from('2026-11-23T16:00:00Z');
const at = (minute: number) => `2026-11-23T16:${String(minute).padStart(2, '0')}:00+00:00`;

const attempt = {
  number: 1,
  state: 'capturing',
  amountMinor: 18000,
  currency: 'USD',
  paypalOrder: '5O190127TN364715T',
  invoice: 'A-1',
  declines: 2,
  problem: 'no-answer-for-a-day',
};

test('a story is told in the order of time, whatever order its rows come in', () => {
  const told: Told[] = [
    {
      kind: 'call',
      at: at(7),
      facts: { operation: 'capture', outcome: 'unknown: timeout', status: null, key: 'k-p1', debugId: null },
    },
    {
      kind: 'hold',
      at: at(1),
      facts: { state: 'consumed', expiresAt: at(16), endedAt: at(9), because: 'order' },
    },
    { kind: 'attempt', at: at(5), facts: attempt },
  ];
  const lines = tell(begun, told, [], reader);
  assert.deepEqual(
    lines.map((line) => line.words),
    [
      'Checkout begun; prices and dates frozen',
      'A chair is kept',
      'Attempt 1 of $180.00; now capturing',
      'We asked PayPal: capture; unknown: timeout',
      'The chair is taken',
    ],
  );
});

test('what needs a person is marked: no answer, a problem, money that goes back, a refund or letter that failed', () => {
  const facts: readonly Told[] = [
    {
      kind: 'call',
      at: at(1),
      facts: { operation: 'create', outcome: null, status: null, key: 'k', debugId: null },
    },
    { kind: 'attempt', at: at(2), facts: attempt },
    {
      kind: 'capture',
      at: at(3),
      facts: {
        id: 'C',
        status: 'COMPLETED',
        amountMinor: 100,
        currency: 'USD',
        feeMinor: null,
        surplus: 'duplicate',
      },
    },
    {
      kind: 'refund',
      at: at(4),
      facts: {
        state: 'failed',
        amountMinor: 100,
        currency: 'USD',
        because: 'duplicate',
        paypalRefund: null,
        problem: 'x',
      },
    },
  ];
  const mail = {
    kind: 'order-confirmation',
    to: 'amara@mail.example',
    createdAt: begun,
    attempts: 9,
    sentAt: null,
    gaveUpAt: Temporal.Instant.from(at(5)),
  };
  const troubled = tell(begun, facts, [mail], reader).filter((line) => line.trouble);
  assert.deepEqual(
    troubled.map((line) => line.about),
    ['Call', 'Payment', 'Money', 'Refund', 'Letter'],
  );
});

test('a kind of row that the desk has no words for is shown, not hidden', () => {
  const [, line] = tell(begun, [{ kind: 'comet', at: at(1), facts: { id: 'x', empty: null } }], [], reader);
  assert.equal(line?.about, 'comet');
  assert.deepEqual(line?.detail, ['id x']);
});

test('the books take the ledger’s entries and nothing else', () => {
  const told: Told[] = [
    {
      kind: 'posting',
      at: at(1),
      facts: { account: 'sales', because: 'sale', amountMinor: -100, currency: 'USD' },
    },
    {
      kind: 'change',
      at: at(1),
      facts: { entity: 'order', was: null, became: 'paid', because: null, actor: 'buyer' },
    },
  ];
  assert.deepEqual(entriesOf(told), [{ account: 'Sales', because: 'sale', minor: -100, currency: 'USD' }]);
});
