import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { axe, openBrowser, overflow } from './browser.ts';

const PAGES: Readonly<Record<string, string>> = {
  '/good':
    '<!doctype html><html lang="en"><title>Groups</title><main><h1>Groups</h1><p>Nine of them.</p></main>',
  '/bad':
    '<!doctype html><html><title>Bad</title><img src="/missing.png"><div style="width:2000px">wide</div><img src="https://tracker.example/x.gif"><script>document.title="ran"</script>',
};
const server = createServer((request, reply) => {
  const body = PAGES[request.url ?? ''];
  reply.writeHead(body ? 200 : 404, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "script-src 'self'; require-trusted-types-for 'script'",
  });
  reply.end(body ?? 'Not here');
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
after(() => server.close());
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const browser = await openBrowser();

test('a good page has no problems, no barriers, and fits a phone', async () => {
  const visit = await browser.visit({ width: 390, scheme: 'dark' });
  await visit.page.goto(`${origin}/good`);
  assert.deepEqual(await axe(visit.page), []);
  assert.equal(await overflow(visit.page), 0);
  visit.assertNoProblems();
  await visit.close();
});

test('missing parts, third parties, inline scripts, barriers and overflow are all seen', async () => {
  const visit = await browser.visit({ width: 390 });
  await visit.page.goto(`${origin}/bad`);
  const problems = visit.problems().join('\n');
  assert.match(problems, /part of a page: 404 .*missing\.png/);
  assert.match(problems, /third party: https:\/\/tracker\.example/);
  assert.match(problems, /console: .*Content Security Policy/);
  assert.throws(() => visit.assertNoProblems());
  const rules = (await axe(visit.page)).map(({ rule }) => rule);
  assert.ok(rules.includes('image-alt') && rules.includes('html-has-lang'), rules.join());
  assert.ok((await overflow(visit.page)) > 1000);
  await visit.close();
});

test('a visit without JavaScript runs none, and an error page by itself is no problem', async () => {
  const visit = await browser.visit({ javaScript: false });
  const answer = await visit.page.goto(`${origin}/nowhere`);
  assert.equal(answer?.status(), 404);
  visit.assertNoProblems();
  await visit.page.goto(`${origin}/bad`);
  assert.equal(await visit.page.title(), 'Bad');
  await visit.close();
});
