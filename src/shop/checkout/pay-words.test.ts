import assert from 'node:assert/strict';
import { test } from 'node:test';
import { payWords } from './pay-words.ts';

test('in the European Union the button says that it costs', () => {
  for (const region of ['DE', 'de', 'DE-BY', 'AT', 'FR', 'EU'])
    assert.match(payWords(region, 4500), /obligation to pay/);
  for (const region of ['US', 'GB', 'CH', 'AU']) assert.equal(payWords(region, 4500), 'Pay with PayPal');
});

test('a free chair has no obligation and no PayPal', () => {
  assert.equal(payWords('DE', 0), 'Take the chair');
});
