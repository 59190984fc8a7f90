// Walls that imports cannot show: where SQL lives, whose tables it names, and how big things grow.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';

const AREAS = ['site', 'shop', 'care', 'circle', 'identity', 'exchange'];
const PRODUCT = globSync('src/**/*.ts').filter((file) => !file.endsWith('.test.ts'));

type Tagged = { readonly file: string; readonly tag: string; readonly text: string };

/** Every tagged template of a file: what its tag ends with, and its own words. */
const taggedIn = (file: string, text: string): Tagged[] => {
  const found: Tagged[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node)) {
      const tag = node.tag.getText().split('.').at(-1) ?? '';
      found.push({ file, tag, text: node.template.getText() });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
};

const MARKUP = ['html', 'raw'];
const isSql = ({ tag }: Tagged) => !MARKUP.includes(tag);
const mayHoldSql = (file: string) => /[/-]store\.ts$/.test(file) || file.startsWith('src/platform/');

/** Schemas of areas that a store names although they are not its own. */
const strangersIn = (file: string, text: string): string[] => {
  const area = file.split('/')[1] ?? '';
  const named = taggedIn(file, text)
    .filter(isSql)
    .flatMap((sql) => [...sql.text.matchAll(/\b([a-z]+)\.[a-z_]+\b/g)]);
  const strangers = named.filter(([whole, schema = '']) =>
    AREAS.includes(schema) ? schema !== area : whole === 'platform.outbox',
  );
  return strangers.map(([whole]) => `${file} names ${whole}`);
};

test('a store names only the tables of its own area', () => {
  const stores = PRODUCT.filter((file) => /[/-]store\.ts$/.test(file) && !file.startsWith('src/platform/'));
  assert.ok(stores.length >= 5, `only ${stores.length} stores were looked at`);
  assert.deepEqual(
    stores.flatMap((file) => strangersIn(file, readFileSync(file, 'utf8'))),
    [],
  );
  assert.deepEqual(
    strangersIn(
      'src/care/groups/store.ts',
      'tx`select 1 from care.groups join shop.orders on true where at < platform.now()`',
    ),
    ['src/care/groups/store.ts names shop.orders'],
  );
});

test('SQL stands in stores and in the platform, nowhere else', () => {
  const misplaced = PRODUCT.filter((file) => !mayHoldSql(file)).flatMap((file) =>
    taggedIn(file, readFileSync(file, 'utf8')).filter(isSql),
  );
  assert.deepEqual(
    misplaced.map(({ file, text }) => `${file}: ${text.slice(0, 60)}`),
    [],
  );
  assert.ok(
    taggedIn('x.ts', 'const f = (tx) => tx<Row[]>`select 1`').every(isSql),
    'a planted query is seen',
  );
});

test('every table and function of a migration sits in the schema of an area', () => {
  const files = globSync('db/migrations/*.sql');
  assert.ok(files.length >= 5);
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replaceAll(/--.*$/gm, '');
    const made = [
      ...text.matchAll(
        /create (?:or replace )?(?:table|function|view|materialized view|type|sequence)\s+(?:if not exists\s+)?([\w".]+)/gi,
      ),
    ];
    const loose = made
      .map(([, name = '']) => name)
      .filter((name) => ![...AREAS, 'platform'].includes(name.split('.')[0] ?? ''));
    assert.deepEqual(loose, [], file);
  }
});

test('migrations are numbered without gaps or twins', () => {
  const numbers = globSync('db/migrations/*.sql')
    .map((file) => Number(/(\d{4})_[a-z_]+\.sql$/.exec(file)?.[1]))
    .sort((a, b) => a - b);
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  );
});

test('decision records are numbered without gaps or twins', () => {
  const numbers = globSync('docs/decisions/[0-9]*.md')
    .map((file) => Number(/(\d{4})-[a-z-]+\.md$/.exec(file)?.[1]))
    .sort((a, b) => a - b);
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  );
});

test('every store of a practice names the practice in each statement', () => {
  const WITHOUT =
    /practice_id|practiceId|insert into|platform\.now\(\)|set_config|pg_(?:try_)?advisory|where \$\{/;
  const stores = PRODUCT.filter((file) => /^src\/(shop|care|circle|exchange)\/.*[/-]store\.ts$/.test(file));
  const loose = stores
    .flatMap((file) => taggedIn(file, readFileSync(file, 'utf8')))
    .filter(isSql)
    .filter(
      ({ text }) =>
        /\b(?:from|update|delete from|join)\s+(?:shop|care|circle|exchange)\./.test(text) &&
        !WITHOUT.test(text),
    );
  assert.deepEqual(
    loose.map(({ file, text }) => `${file}: ${text.replaceAll(/\s+/g, ' ').slice(0, 90)}`),
    [],
  );
});

test('files stay small: most under 80 lines, nine of ten under 200', (context) => {
  const lines = PRODUCT.map((file) => readFileSync(file, 'utf8').split('\n').length - 1).sort(
    (a, b) => a - b,
  );
  const at = (share: number) => lines[Math.floor((lines.length - 1) * share)] ?? 0;
  context.diagnostic(`${lines.length} files: median ${at(0.5)}, p90 ${at(0.9)}, largest ${at(1)} lines`);
  assert.ok(at(0.5) <= 80 && at(0.9) <= 200 && at(1) <= 250);
});
