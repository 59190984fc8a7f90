import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { money } from '../../kernel/money.ts';
import { bundle } from './bundle.ts';

const usd = (minor: number) => money(minor, 'USD');

test('a package costs its price, and says what its parts cost alone', () => {
  const { price, alone, saving, savings } = bundle(15_000, [usd(18_000), usd(2_000)], 'USD');
  assert.deepEqual([price, alone, saving], [usd(15_000), usd(20_000), usd(5_000)]);
  assert.deepEqual(savings, [usd(4_500), usd(500)]);
});

test('near the end of a group, when the parts cost less than the package, the lower sum counts', () => {
  const { price, saving } = bundle(15_000, [usd(4_500), usd(2_000)], 'USD');
  assert.deepEqual([price, saving], [usd(6_500), usd(0)]);
});

test('the parts always sum to the price, and no part is paid for by less than nothing', () => {
  const anyParts = fc.array(fc.nat(900_000), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.nat(5_000_000), anyParts, (listed, totals) => {
      const { price, alone, saving, savings } = bundle(listed, totals.map(usd), 'USD');
      assert.equal(price.minor, Math.min(listed, alone.minor));
      assert.equal(saving.minor, alone.minor - price.minor);
      const sum = savings.reduce((so, { minor }) => so + minor, 0);
      assert.equal(sum, saving.minor);
      for (const [index, part] of savings.entries())
        assert.ok(
          part.minor >= 0 && part.minor <= (totals[index] ?? -1),
          `${part.minor} of ${totals[index]}`,
        );
    }),
  );
});
