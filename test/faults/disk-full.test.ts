// The disk is full: people are told to come again, nothing that was promised is lost, and it goes on by itself.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openDb } from '../../src/platform/db.ts';
import { migrateJobs } from '../../src/platform/jobs-boss.ts';
import { startEmbedded } from '../../src/platform/postgres/embedded.ts';
import { migrate } from '../../src/platform/postgres/migrate.ts';
import { prepare } from '../../src/platform/postgres/place.ts';
import { ensureRolesAndDatabase } from '../../src/platform/postgres/roles.ts';
import { invariants } from '../../src/shop/payments/public.ts';
import { testApp } from '../support/app.ts';
import { eventually } from '../support/programs.ts';
import { ABOUT_AMARA, goToPay, openSale, takeChair } from '../support/sale.ts';
import { testFolder } from '../support/server.ts';

const folder = testFolder();
const { home } = prepare(folder);
/** A disk of our own: only root may have one, and not in every container. */
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=0700', 'tmpfs', home]).status === 0;
const unmount = () => mounted && spawnSync('umount', ['--lazy', home]);

const fill = (): string => {
  const ballast = join(home, 'ballast');
  const file = openSync(ballast, 'w');
  for (const size of [1_048_576, 4096])
    for (const block = Buffer.alloc(size); ; )
      try {
        writeSync(file, block);
      } catch {
        break;
      }
  closeSync(file);
  return ballast;
};

const options = mounted ? {} : { skip: 'no disk of its own could be mounted here (needs root)' };

test(
  'the disk fills up while people buy: 503 and a page in words; with room again all goes on, and nothing is lost',
  options,
  async () => {
    const server = await startEmbedded({ folder });
    after(async () => {
      await server.stop();
      unmount();
      rmSync(home, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    });
    await ensureRolesAndDatabase(server.adminUrl, 'ninefold');
    const url = (role: string) => server.url(role, 'ninefold');
    await migrate(url('ninefold_owner'), { afterMigrations: (ownerUrl) => migrateJobs(ownerUrl) });
    const db = openDb({ url: url('ninefold_app'), maxConnections: 6 });
    after(() => db.close());
    const database = {
      db,
      appUrl: url('ninefold_app'),
      ownerUrl: url('ninefold_owner'),
      owner: db.sql as never,
    };
    const site = await testApp({ ...database, shiftClock: async () => undefined });
    const { practiceId, groups } = await openSale(db, [{ capacity: 500, prices: [0] }]);
    const [group = assert.fail('a group is open')] = groups;

    let people = 0;
    const promised = new Set<string>();
    /** One person from cart to order; what they were told at the end. */
    const buy = async () => {
      const visitor = site.visitor();
      const email = `person-${++people}@mail.example`;
      await takeChair(visitor, group);
      await goToPay(visitor, { ...ABOUT_AMARA, attendee_email: email });
      const answer = await visitor.post('/checkout/pay');
      if (/^\/orders\//.test(String(answer.headers.location))) promised.add(email);
      return answer;
    };
    for (let person = 0; person < 5; person++) await buy();
    assert.equal(promised.size, 5);

    const ballast = fill();
    assert.ok(statfsSync(home).bavail < 16, 'the disk is full');
    let refused: Awaited<ReturnType<typeof buy>> | undefined;
    // What PostgreSQL has set aside lasts for a while: somebody's long question uses it up.
    await eventually('somebody is turned away', async () => {
      await db.sql`
      insert into shop.questions (practice_id, id, offering_id, name, email, body)
      select ${practiceId}, gen_random_uuid(), ${group.offering}, 'Ann', 'ann@mail.example', repeat(md5(random()::text), 30000)
      from generate_series(1, 4)
    `.catch(() => undefined);
      await buy();
      const visitor = site.visitor();
      await takeChair(visitor, group);
      const answer = await visitor.post('/checkout');
      if (answer.statusCode >= 500) refused = answer;
      return refused !== undefined;
    });
    assert.equal(refused?.statusCode, 503);
    assert.match(String(refused?.body), /<h1[^>]*>/);
    assert.doesNotMatch(String(refused?.body), /No space|could not extend|PostgresError/);

    rmSync(ballast);
    await eventually('it sells again', async () => {
      const before = promised.size;
      await buy();
      return promised.size > before;
    });
    const seated = await db.sql<{ email: string }[]>`
    select attendee_email as email from shop.seats where practice_id = ${practiceId} and state = 'paid'`;
    const kept = new Set(seated.map(({ email }) => email));
    assert.deepEqual(
      [...promised].filter((email) => !kept.has(email)),
      [],
    );
    assert.deepEqual(await invariants(db.sql, practiceId), []);
  },
);
