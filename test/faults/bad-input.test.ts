// Bad input over HTTP: every form with one field bent, every address with hostile parts. Both are read from the router.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { invariants } from '../../src/shop/payments/public.ts';
import { bends, bent } from './bends.ts';
import { db, FORMS, practiceId, routes, send, site } from './forms.ts';

/** Bends of each form; `npm run prove` turns them up. A failure prints its path; FROM_SEED repeats it. */
const FORMS_EACH = Number(process.env['FORMS_EACH'] ?? 12);
const SEED = Number(process.env['FROM_SEED'] ?? 20_261_123);

test('every form of the program is bent below: none is forgotten', () => {
  assert.ok(routes.length > 50, `${routes.length} routes were read`);
  const posts = routes.filter(({ method }) => method === 'POST').map(({ url }) => url);
  assert.deepEqual(posts.toSorted(), Object.keys(FORMS).toSorted());
});

const seen = { sent: 0, passed: 0 };
for (const [url, stage] of Object.entries(FORMS))
  test(`POST ${url} with one field bent, ${FORMS_EACH} times: an answer, and never a fault`, async () => {
    const property = fc.asyncProperty(bends, async (bend) => {
      const { visitor, path, fields } = await stage();
      const json = url === '/webhooks/paypal';
      const body = bent(fields, bend);
      const answer = await send(visitor, {
        method: 'POST',
        url: path,
        payload: body,
        ...(json && { type: 'application/json' }),
      });
      seen.sent += 1;
      if (answer.statusCode < 400) seen.passed += 1;
      assert.ok(answer.statusCode < 500, `${answer.statusCode} for ${body.slice(0, 300)}`);
      assert.doesNotMatch(answer.body, /<script>alert|at \w+ \(file:/);
    });
    await fc.assert(property, { numRuns: FORMS_EACH, seed: SEED, endOnFailure: true });
  });

test('enough of what was sent was good enough to get past the forms', (t) => {
  t.diagnostic(`${seen.passed} of ${seen.sent} were taken, seed ${SEED}`);
  assert.ok(seen.passed >= seen.sent * 0.3, `${seen.passed} of ${seen.sent}`);
});

const PARTS = [
  '%00',
  '%FF%FE',
  '%E0%A4%A',
  '..%2f..%2f',
  "'%20or%201=1--",
  'x'.repeat(190),
  '%F0%9F%92%90',
  '-1',
  '%5B%5D',
];
const QUERIES = [
  ...['', '?page=-1', '?page=1e99', '?page=%FF', '?sort=%00', '?%FF=%FF', '?a[]=1&a[]=2', '?__proto__[x]=1'],
  ...[
    '?q=%25%27%22%5C',
    `?q=${'y'.repeat(1500)}`,
    '?from=//evil.example',
    '?token=%00',
    '?price=-5&price=NaN',
    '?&=&',
  ],
];

test('every address with hostile parts and queries: an answer, and never a fault', async () => {
  const visitor = site.visitor();
  let asked = 0;
  for (const { url } of routes.filter(({ method }) => method === 'GET')) {
    const fill = (part: string) => url.replaceAll(/:\w+/g, part).replace('*', part);
    const paths = /[:*]/.test(url) ? PARTS.map(fill) : [url];
    for (const path of paths)
      for (const query of path === paths[0] ? QUERIES : ['']) {
        const answer = await send(visitor, { method: 'GET', url: path + query });
        asked += 1;
        assert.ok(answer.statusCode < 500, `${answer.statusCode} for ${path}${query}`);
      }
  }
  assert.ok(asked > 500, `${asked} addresses`);
});

test('after all of this nothing is sold that was not paid or free, and no counter is off', async () => {
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});
