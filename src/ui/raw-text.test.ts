import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');
const sources = globSync(['src/**/*.ts', 'sandbox/**/*.ts'], { cwd: ROOT }).filter(
  (path) => !path.endsWith('.test.ts'),
);

/** Every place where text becomes markup unescaped, each with its reason. An empty list is the best list. */
const RAW: readonly string[] = [];

const using = (pattern: RegExp, among = sources) =>
  among.filter((path) => pattern.test(readFileSync(join(ROOT, path), 'utf8')));

test('raw markup is used only where this list says', () => {
  assert.ok(sources.length > 50, 'the sources were found');
  assert.deepEqual(
    using(/\bunsafelyRaw\b/).filter((path) => path !== 'src/ui/html.ts'),
    RAW,
  );
});

test('only the tag makes Html and Attributes', () => {
  assert.deepEqual(using(/\bnew (?:Html|Attributes)\b/), ['src/ui/html.ts']);
});

test('no page carries inline style or script', () => {
  assert.deepEqual(
    using(
      /<style[ >]|\sstyle="|\son[a-z]+="/,
      sources.filter((path) => path.startsWith('src/')),
    ),
    [],
  );
});
