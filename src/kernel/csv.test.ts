import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cell, row } from './csv.ts';

test('what a spreadsheet would run is led by an apostrophe', () => {
  for (const attack of [
    '=HYPERLINK("http://evil.example")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1',
    ' =1+1',
    '＝1+1',
  ])
    assert.match(cell(attack), /^"?'/, JSON.stringify(attack));
  assert.equal(cell('Amara Jensen'), 'Amara Jensen');
  assert.equal(cell(-450), '-450');
  assert.equal(cell(null), '');
});

/** RFC 4180, read naively: enough to check what we write. */
const parse = (text: string): string[] => {
  const cells: string[] = [];
  const pattern = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|$)/gy;
  for (const [, value = '', end] of text.matchAll(pattern)) {
    cells.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end !== ',') break;
  }
  return cells;
};

test('whatever is in a cell, it stays one cell, and none begins like a formula', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('=1', '"', ',', '\r\n', '-x', "'", ' ')), {
        minLength: 1,
        maxLength: 6,
      }),
      (values) => {
        const cells = parse(row(values));
        assert.equal(cells.length, values.length);
        for (const [index, value] of values.entries()) {
          const got = cells[index] ?? '';
          assert.ok(
            got === value || got === `'${value}`,
            `${JSON.stringify(value)} became ${JSON.stringify(got)}`,
          );
          assert.doesNotMatch(got, /^[=+\-@\t\r]/);
        }
      },
    ),
  );
});

test('an amount keeps its decimals and its sign', () => {
  assert.equal(cell({ amount: '-45.00' }), '-45.00');
});
