import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'ninefold-compose-'));
after(() => rmSync(folder, { recursive: true }));

const ninefold = (...args: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'ninefold.ts'), ...args], {
    encoding: 'utf8',
    timeout: 60_000,
  });

const file = (name: string, words: string): string => {
  const path = join(folder, name);
  writeFileSync(path, words);
  return path;
};

const evening = [{ day: 'monday', from: '17:00', to: '21:00' }];
const INPUT = {
  vocabulary: ['grief', 'panic'],
  clients: [
    ...['ana', 'ben', 'cleo'].map((id) => ({ id, struggles: { grief: 7 }, free: evening })),
    { id: 'dan', struggles: { panic: 5 }, free: [] },
  ],
  groups: [{ id: 'loss', state: 'new', min: 3, max: 8, meets: { day: 'monday', at: '18:00', minutes: 90 } }],
};
const input = file('input.json', JSON.stringify(INPUT));

test('a plan comes as a table, with its gap and a reason for who waits', () => {
  const { status, stdout } = ninefold('compose', input, '--iterations', '20000');
  assert.equal(status, 0);
  assert.match(stdout, /^loss: ana, ben, cleo$/m);
  assert.match(stdout, /^dan waits\. No group is possible yet\. One is at hours that are not free\.$/m);
  assert.match(stdout, /^gap 0\.00% of the whole/m);
});

test('as JSON it holds what makes it again: data, weights, seed, iterations', () => {
  const again = () => ninefold('compose', input, '--iterations', '20000', '--seed', '4', '--json').stdout;
  const proposal = JSON.parse(again());
  assert.deepEqual(proposal.plan, { ana: 'loss', ben: 'loss', cleo: 'loss' });
  assert.deepEqual([proposal.seed, proposal.weights.placement, proposal.data.length], [4, 100, 64]);
  assert.equal(again(), again());
});

test('the public format is answered with its value and its grouping', () => {
  const { status, stdout } = ninefold(
    'compose',
    '--mdgp',
    file('four', '4 2 ss 2 2 2 2\n0 1 9\n2 3 9\n0 2 1'),
  );
  assert.equal(status, 0);
  assert.match(stdout, /^18\n(0 0 1 1|1 1 0 0)\n/);
});

test('a wrong call or input says what is wrong, and ends with 1', () => {
  const broken = file('broken.json', JSON.stringify({ ...INPUT, together: [['ana', 'zoe']] }));
  const calls: readonly (readonly [string[], RegExp])[] = [
    [['nothing'], /There is no tool/],
    [['compose'], /name one file/],
    [['compose', input, '--seed', 'x'], /--seed takes a whole number/],
    [['compose', join(folder, 'absent.json')], /ENOENT/],
    [['compose', broken], /together\.0: nobody knows “zoe”/],
    [['compose', '--mdgp', file('bad', '4 2 ss 2 2 2 2\n0 9 1')], /line 2/],
  ];
  for (const [args, words] of calls) {
    const { status, stderr } = ninefold(...args);
    assert.equal(status, 1, args.join(' '));
    assert.match(stderr, words);
  }
  assert.equal(ninefold('compose', '--help').status, 0);
});
