import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from './log.ts';

const write = (work: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> => {
  let line = '';
  work(createLog({ write: (text) => (line = text) }));
  return JSON.parse(line) as Record<string, unknown>;
};

test('ids and numbers pass', () => {
  const line = write((log) => log.event('order-placed', { orderId: '0198-a', count: 3, ms: 12 }));
  assert.equal(line['event'], 'order-placed');
  assert.equal(line['orderId'], '0198-a');
  assert.equal(line['count'], 3);
});

test('what is not on the list, or not plain, is dropped and counted', () => {
  const line = write((log) =>
    log.event('slip', {
      email: 'mira@example.org',
      orderId: 'mira@example.org',
      reason: 'Mira wrote to us',
      state: 'paid',
    }),
  );
  assert.deepEqual(
    [line['email'], line['orderId'], line['reason'], line['state'], line['dropped']],
    [undefined, undefined, undefined, 'paid', 3],
  );
});

test('of a fault the place is kept and the message is not, also when it came through a driver', () => {
  const error = Object.assign(
    new TypeError('Key (email)=(mira@example.org) already exists.\n    at mira@example.org'),
    {
      code: '23505',
      constraint_name: 'people_email',
      detail: 'mira@example.org',
    },
  );
  const text = JSON.stringify(write((log) => log.fault('request-failed', error)));
  assert.match(text, /23505/);
  assert.match(text, /people_email/);
  assert.match(text, /log\.test\.ts/);
  assert.doesNotMatch(text, /mira/);
});

test('a thrown thing that is no error is noted by its type alone', () => {
  assert.equal(write((log) => log.fault('odd', 'mira@example.org'))['error'], 'string');
});
