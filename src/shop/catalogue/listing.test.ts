import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullUnitMinor, type Tier, type TierId } from './listing.ts';

const tier = (unitMinor: number, fundSupported = false): Tier => ({
  id: String(unitMinor) as TierId,
  name: 'A price',
  line: '',
  unitMinor,
  fundSupported,
});

test('the fund makes a price up to the lowest one that stands by itself, and no further', () => {
  const tiers = [tier(1_000, true), tier(2_000, true), tier(4_500), tier(6_500)];
  assert.deepEqual(
    tiers.map((each) => fullUnitMinor(each, tiers)),
    [4_500, 4_500, 4_500, 6_500],
  );
});

test('a price below the supported one is no full price of it', () => {
  const tiers = [tier(500), tier(2_000, true), tier(4_500)];
  assert.equal(fullUnitMinor(tier(2_000, true), tiers), 4_500);
});

test('where no price stands by itself, the fund pays nothing', () => {
  const tiers = [tier(2_000, true), tier(4_500, true)];
  assert.deepEqual(
    tiers.map((each) => fullUnitMinor(each, tiers)),
    [2_000, 4_500],
  );
});
