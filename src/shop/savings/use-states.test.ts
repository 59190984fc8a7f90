import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canUseBecome, USE_BECOMES, type UseState } from './use-states.ts';

const STATES = Object.keys(USE_BECOMES) as UseState[];
const EDGES = ['reserved > consumed', 'reserved > given-back', 'given-back > reserved'];

for (const was of STATES)
  for (const next of STATES) {
    const edge = `${was} > ${next}`;
    const allowed = EDGES.includes(edge);
    test(`${edge} is ${allowed ? 'an edge' : 'forbidden'}`, () =>
      assert.equal(canUseBecome(was, next), allowed));
  }
