import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PAGE, stateFiles, statesPage, stateTables } from './state-diagrams.ts';

test('docs/states.md shows every state table as it is; `npm run states` draws it anew', async () => {
  assert.equal(readFileSync(PAGE, 'utf8'), await statesPage());
});

test('a table is found for each file of states, and each has an edge', async () => {
  const tables = await stateTables();
  assert.ok(tables.length >= 16);
  assert.equal(tables.length, stateFiles().length);
  for (const { name, edges, states } of tables) {
    assert.ok(edges.length > 0, name);
    for (const state of edges.flat()) assert.ok(states.includes(state), `${name}: ${state}`);
  }
  const seat = tables.find(({ file }) => file.endsWith('seat-states.ts'));
  assert.ok(seat?.edges.some(([from, to]) => from === 'paid' && to === 'freed'));
  assert.ok(!seat?.edges.some(([from]) => from === 'freed'), 'a freed seat stays freed');
});
