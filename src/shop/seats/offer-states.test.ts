import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canOfferBecome, isOfferOpen, OFFER_BECOMES, type OfferState } from './offer-states.ts';

const states = Object.keys(OFFER_BECOMES) as OfferState[];
const allowed = ['made>held', 'made>declined', 'made>expired', 'made>withdrawn', 'held>made', 'held>paid'];

for (const was of states)
  for (const next of states) {
    const may = allowed.includes(`${was}>${next}`);
    test(`an offer that is ${was} ${may ? 'may' : 'may not'} become ${next}`, () => {
      assert.equal(canOfferBecome(was, next), may);
    });
  }

test('an offer is open while it waits for an answer or lies in a checkout; all other states are final', () => {
  assert.deepEqual(states.filter(isOfferOpen), ['made', 'held']);
});
