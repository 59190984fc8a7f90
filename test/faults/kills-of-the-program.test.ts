// kill -9 of the program while people buy over HTTP: nothing is lost, nobody pays twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/programs.ts';
import { allIsWell, type Crowd, chairs, comeToRest, kill, pass, SEED, site, sql } from './crowd.ts';
import { visit } from './shopper.ts';

/** A few in every run; `npm run prove` turns them up. */
const KILLS = Number(process.env['KILLS'] ?? 4);

test(`${KILLS} kills of the program while people buy: no lost order, no double charge`, async (t) => {
  const seen: Crowd = { visits: [], broken: 0 };
  await kill(seen, KILLS, async () => {
    await site.kill();
    await site.start();
  });
  await comeToRest();
  await allIsWell(seen, KILLS);
  t.diagnostic(`seed ${SEED}: ${seen.visits.length} people, ${seen.broken} requests without an answer`);
});

test('told to end while PayPal has not answered: it ends soon, and the payment is found after the next start', async () => {
  await fetch(`${site.payPal}/__sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ operation: 'orders.capture', when: 'after', kind: 'delay', delayMs: 15_000 }),
  });
  const seen: Crowd = { visits: [], broken: 0 };
  const chair = chairs[1] ?? assert.fail();
  const { origin, payPal } = site;
  const coming = visit({
    origin,
    payPal,
    chair,
    name: 'Noor Haddad',
    email: 'noor@mail.example',
    manner: 'pays',
  });
  await eventually('the money is on its way', async () => {
    const [row] = await sql`select 1 from shop.attempts where state = 'capturing'`;
    return row !== undefined;
  });
  assert.equal(await site.end(), 0);
  await site.start();
  await pass(1);
  const came = await coming;
  assert.equal(came.kind, 'order', 'who waited is brought to the order');
  await comeToRest();
  seen.visits.push({ email: 'noor@mail.example', manner: 'pays', visit: came });
  await allIsWell({ ...seen, broken: 1 }, 1);
});
