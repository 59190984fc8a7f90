import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canOfferingBecome, OFFERING_STATES } from '../catalogue/offering-states.ts';
import type { OfferingState } from '../catalogue/public.ts';
import { canTurn, isTurn, TURN_NAMES, TURNS, type Turn } from './turns.ts';

const ALLOWED: Readonly<Record<Turn, readonly OfferingState[]>> = {
  closing: ['published'],
  opening: ['closed'],
  withdrawal: ['published', 'closed'],
  archiving: ['draft', 'published', 'closed'],
  return: ['archived'],
};

for (const turn of TURN_NAMES)
  for (const from of OFFERING_STATES)
    test(`${turn} of a group that is ${from}: ${ALLOWED[turn].includes(from) ? 'yes' : 'no'}`, () => {
      assert.equal(canTurn(turn, from), ALLOWED[turn].includes(from));
      if (canTurn(turn, from)) assert.ok(canOfferingBecome(from, TURNS[turn].to));
    });

test('what is no turn is none', () => {
  for (const text of ['', 'publication', 'toString', '__proto__']) assert.ok(!isTurn(text));
});
