import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundOf } from '../../src/care/composition/bound.ts';
import { readInstance } from '../../src/care/composition/forms.ts';
import { judge } from '../../src/care/composition/judge.ts';
import { inputOf, PUBLISHED, solutionOf } from './published.ts';

for (const name of Object.keys(PUBLISHED))
  test(`the published plan of ${name} keeps every rule, is worth what it says, and its bound agrees with prices`, () => {
    const read = readInstance(inputOf(name));
    if (!read.ok) return assert.fail(JSON.stringify(read.refusal[0]));
    const { plan, value, upper } = solutionOf(name);
    const judged = judge(read.value, new Map(Object.entries(plan)));
    assert.deepEqual(judged.breaches, []);
    assert.ok(Math.abs(judged.value - value) < 1e-6, `${judged.value} is said to be ${value}`);
    assert.ok(upper >= value - 1e-6);
    assert.ok(boundOf(read.value, { rounds: 60, known: value }).upper >= value - 1e-6);
    assert.ok((upper - value) / upper < 0.01, `a gap of ${(100 * (upper - value)) / upper} percent`);
  });
