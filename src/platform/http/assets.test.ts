import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fastify from 'fastify';
import { type AssetSources, createAssets } from './assets.ts';

const folder = mkdtempSync(join(tmpdir(), 'ninefold-assets-'));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'fonts'));
writeFileSync(join(folder, 'fonts', 'averia.woff2'), 'font');
writeFileSync(join(folder, 'fonts', 'LICENSE.txt'), 'not offered');
writeFileSync(
  join(folder, 'site.css'),
  `@font-face { font-family: A; src: url(../fonts/averia.woff2); }\n${'.a { color: red }\n'.repeat(3)}.long::after { content: '${'x'.repeat(2_000)}' }`,
);
writeFileSync(join(folder, 'part.ts'), 'export const word: string = "built";');
writeFileSync(join(folder, 'site.ts'), 'import { word } from "./part.ts"; console.log(word);');
const sources: AssetSources = {
  script: join(folder, 'site.ts'),
  styles: join(folder, 'site.css'),
  folders: [join(folder, 'fonts')],
};
const assets = await createAssets(sources);
const app = fastify();
await app.register(assets.routes);
after(() => app.close());
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

test('styles and scripts are bundled, and fonts in styles have hashed addresses', async () => {
  const style = await get(assets.address('site.css'));
  assert.equal(style.headers['content-type'], 'text/css; charset=utf-8');
  assert.ok(style.body.includes(assets.address('averia.woff2')));
  assert.match((await get(assets.address('site.js'))).body, /built/);
  assert.match(assets.address('site.js'), /^\/assets\/site\.[A-Za-z0-9]{12}\.js$/);
});

test('what has a hashed address may be kept for ever, and comes in the coding that is taken', async () => {
  const answer = await get(assets.address('site.css'), { 'accept-encoding': 'br' });
  assert.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable');
  assert.equal(answer.headers['content-encoding'], 'br');
  assert.equal(
    (await get(assets.address('averia.woff2'), { 'accept-encoding': 'br' })).headers['content-encoding'],
    undefined,
  );
  const again = await get(assets.address('site.css'), { 'if-none-match': String(answer.headers['etag']) });
  assert.equal(again.statusCode, 304);
});

test('other files, other hashes and ways out of the folder are not found; an unknown name is a fault', async () => {
  for (const url of [
    '/assets/LICENSE.txt',
    '/assets/site.AAAAAAAAAAAA.css',
    '/assets/..%2Fsite.ts',
    '/assets/site.ts',
  ])
    assert.equal((await get(url)).statusCode, 404);
  assert.throws(() => assets.address('missing.css'), /No asset/);
});

test('a change has a new address, and the old one still answers for pages that are open', async () => {
  const old = assets.address('site.js');
  writeFileSync(join(folder, 'part.ts'), 'export const word: string = "changed";');
  await assets.rebuild();
  assert.notEqual(assets.address('site.js'), old);
  assert.match((await get(assets.address('site.js'))).body, /changed/);
  assert.match((await get(old)).body, /built/);
});

test('a stylesheet that names a font that is not there does not start', async () => {
  const broken = join(folder, 'broken.css');
  writeFileSync(broken, '@font-face { font-family: A; src: url(gone.woff2); }');
  await assert.rejects(createAssets({ ...sources, styles: broken }), /gone\.woff2/);
});
