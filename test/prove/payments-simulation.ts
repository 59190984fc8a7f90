// npm run prove: thousands of lives of a small shop. --seeds 5000 --from 1; a failing seed is printed and kept.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import { testDatabase } from '../support/database.ts';
import { live } from './payments-world.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '2000' }, from: { type: 'string', default: '1' } },
  strict: false,
});
const database = await testDatabase();
const from = Number(values.from);
const seeds = Number(values.seeds);
const sums = { captured: 0, refunded: 0, notCharged: 0 };

test(`${seeds} lives: no oversold chair, no double charge, no lost order, money and chairs agree`, async (t) => {
  for (let seed = from; seed < from + seeds; seed += 1) {
    const life = await live(database, seed);
    assert.deepEqual(life.violations, [], `seed ${seed}`);
    sums.captured += life.captured;
    sums.refunded += life.refunded;
    sums.notCharged += life.notCharged;
  }
  t.diagnostic(JSON.stringify({ from, seeds, ...sums }));
});
