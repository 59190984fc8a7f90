import assert from 'node:assert/strict';
import { test } from 'node:test';
import { literally, readSearch } from './search.ts';

test('one box understands numbers, addresses, ids of PayPal and names', () => {
  assert.deepEqual(readSearch('  '), { for: 'nothing' });
  assert.deepEqual(readSearch(' #4817 '), { for: 'number', number: 4817 });
  assert.deepEqual(readSearch('No. 4817'), { for: 'number', number: 4817 });
  assert.deepEqual(readSearch('3C679366HH908993F'), { for: 'paypal-id', id: '3C679366HH908993F' });
  assert.deepEqual(readSearch('Amara@Mail.example'), { for: 'address', start: 'amara@mail.example' });
  assert.deepEqual(readSearch('Amara  J'), { for: 'name', part: 'amara j', whole: false });
  assert.deepEqual(readSearch('Bo'), { for: 'name', part: 'bo', whole: true });
});

test('what was typed stands for itself in a pattern', () => {
  assert.equal(literally('100%_\\'), '100\\%\\_\\\\');
});

test('a typed text without end is cut, not refused', () => {
  const found = readSearch('x'.repeat(5000));
  assert.equal(found.for === 'name' && found.part.length, 120);
});
