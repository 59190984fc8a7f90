import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const styles = globSync('src/ui/styles/**/*.css', { cwd: ROOT });
const pages = globSync('src/**/*.ts', { cwd: ROOT }).filter((path) => !path.endsWith('.test.ts'));

const styled = new Set(
  styles.flatMap((path) => [...read(path).matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name)),
);
const written = pages.flatMap((path) =>
  [...read(path).matchAll(/\sclass="([^"$]*)"/g)].flatMap(([, names = '']) =>
    names
      .split(/\s+/)
      .filter(Boolean)
      .map((name) => ({ name, path })),
  ),
);

/** Names that only say what a thing is, for tests and for readers of the source. */
const UNSTYLED = new Set(['nine', 'name', 'drop', 'regions', 'picks', 'here', 'lacks']);

test('every class in a page has a style, so that none is a slip of the pen', () => {
  assert.ok(styled.size > 100 && written.length > 200, 'both sides were found');
  assert.deepEqual(
    written.filter(({ name }) => !styled.has(name) && !UNSTYLED.has(name)),
    [],
  );
});

test('each stylesheet is part of the whole, in a layer', () => {
  const whole = read('src/ui/styles/site.css');
  for (const path of styles) {
    const name = path.replace('src/ui/styles/', '');
    if (name === 'site.css') continue;
    assert.ok(whole.includes(`@import "./${name}"`), name);
    if (name !== 'fonts.css')
      assert.match(read(path), /@layer (?:tokens|base|layout|components|print) \{/, name);
  }
});

test('styles load nothing but our own fonts, and use no !important', () => {
  for (const path of styles) {
    for (const [, address = ''] of read(path).matchAll(/url\(["']?([^"')]*)/g))
      assert.match(address, /^\.\.\/fonts\/[\w-]+\.woff2$/, path);
    assert.doesNotMatch(read(path), /!important/, path);
  }
});
