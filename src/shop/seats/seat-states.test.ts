import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canSeatBecome, SEAT_BECOMES, type SeatState } from './seat-states.ts';

const states = Object.keys(SEAT_BECOMES) as SeatState[];
const allowed = ['paid>freed', 'granted>freed'];

for (const was of states)
  for (const next of states) {
    const may = allowed.includes(`${was}>${next}`);
    test(`a ${was} seat ${may ? 'may' : 'may not'} become ${next}`, () => {
      assert.equal(canSeatBecome(was, next), may);
    });
  }
