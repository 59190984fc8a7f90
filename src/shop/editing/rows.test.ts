import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeRows, isEmptyRow, type RowShape, readDeed, rowsIn, withRows } from './rows.ts';

const TIER: RowShape = { name: 'tier', fields: ['name', 'price'], most: 4 };
const typed = {
  meetings_sold: '4',
  tier_name_0: 'Helped',
  tier_price_0: '20',
  tier_name_2: 'Even',
  tier_price_2: '45',
};
const names = (rows: readonly Readonly<Record<string, string>>[]) => rows.map((row) => row['name']);

test('rows are read in order, whatever numbers were left out, and at most so many', () => {
  assert.deepEqual(rowsIn(TIER, typed), [
    { name: 'Helped', price: '20' },
    { name: 'Even', price: '45' },
  ]);
  const many = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`tier_name_${index}`, `${index}`]),
  );
  assert.equal(rowsIn(TIER, many).length, 4);
  assert.deepEqual(rowsIn(TIER, { tier_name_x: '1', tier_other_1: '2', tier_name_1234: '3' }), []);
});

test('rows are written without gaps, and everything else that was typed stays', () => {
  assert.deepEqual(withRows(TIER, typed, [{ name: 'Even', price: '45' }]), {
    meetings_sold: '4',
    tier_name_0: 'Even',
    tier_price_0: '45',
  });
});

test('a button adds, takes away or moves a row', () => {
  const rows = rowsIn(TIER, typed);
  const press = (button: string) => {
    const deed = readDeed(TIER, button);
    return deed ? names(changeRows(TIER, rows, deed)) : undefined;
  };
  assert.deepEqual(press('tier-add'), ['Helped', 'Even', '']);
  assert.deepEqual(press('tier-remove-0'), ['Even']);
  assert.deepEqual(press('tier-up-1'), ['Even', 'Helped']);
  assert.deepEqual(press('tier-down-0'), ['Even', 'Helped']);
  for (const nothing of ['tier-up-0', 'tier-down-1', 'tier-remove-9', 'tier-up-999'])
    assert.deepEqual(press(nothing), ['Helped', 'Even'], nothing);
  for (const other of ['save', 'tier-burn-1', 'tier-up-x', 'tiers-add', ''])
    assert.equal(press(other), undefined);
});

test('no more rows than there may be', () => {
  const full = Array.from({ length: 4 }, () => ({ name: 'x', price: '1' }));
  assert.equal(changeRows(TIER, full, { deed: 'add' }).length, 4);
});

test('a row of blanks is empty', () => {
  assert.ok(isEmptyRow({ name: ' ', price: '' }));
  assert.ok(!isEmptyRow({ name: '', price: '0' }));
});
