// kill -9 of the database while people buy over HTTP: the program stays up, nothing is lost, nobody pays twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/programs.ts';
import { allIsWell, type Crowd, comeToRest, kill, SEED, site } from './crowd.ts';
import { browserAt } from './shopper.ts';

/** A few in every run; `npm run prove` turns them up. */
const KILLS = Number(process.env['KILLS'] ?? 3);

test(`${KILLS} kills of the database while people buy: the same`, async (t) => {
  const seen: Crowd = { visits: [], broken: 0 };
  await kill(seen, KILLS, async () => {
    const pid = site.databasePid();
    process.kill(pid, 'SIGKILL');
    await eventually('another server serves', async () => {
      assert.ok(site.runs(), `the program went with its database: ${site.said()}`);
      const ready = await browserAt(site.origin)
        .get('/readyz')
        .catch(() => undefined);
      return ready?.status === 200 && ![0, pid].includes(site.databasePid());
    });
  });
  await comeToRest();
  await allIsWell(seen, KILLS);
  t.diagnostic(`seed ${SEED}: ${seen.visits.length} people, ${seen.broken} requests without an answer`);
});
