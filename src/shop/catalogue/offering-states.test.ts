import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OfferingState } from './listing.ts';
import { canOfferingBecome, OFFERING_STATES } from './offering-states.ts';

const ALLOWED: readonly (readonly [OfferingState, OfferingState])[] = [
  ['draft', 'published'],
  ['draft', 'archived'],
  ['published', 'draft'],
  ['published', 'closed'],
  ['published', 'archived'],
  ['closed', 'published'],
  ['closed', 'draft'],
  ['closed', 'archived'],
  ['archived', 'draft'],
];

for (const from of OFFERING_STATES)
  for (const to of OFFERING_STATES) {
    const allowed = ALLOWED.some(([a, b]) => a === from && b === to);
    test(`a group that is ${from} ${allowed ? 'may become' : 'never becomes'} ${to}`, () => {
      assert.equal(canOfferingBecome(from, to), allowed);
    });
  }

test('nothing is put on sale straight from the archive, and nothing is ever stuck', () => {
  assert.ok(!canOfferingBecome('archived', 'published'));
  for (const from of OFFERING_STATES) assert.ok(OFFERING_STATES.some((to) => canOfferingBecome(from, to)));
});
