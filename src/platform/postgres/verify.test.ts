import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { CannotStart } from './cannot-start.ts';
import { openDatabase } from './open-database.ts';
import { refuseStrongRole } from './verify.ts';

const { owner, appUrl, ownerUrl } = await testDatabase();
const log = { event: () => undefined };
const roles: string[] = [];
afterEach(async () => {
  for (const role of roles.splice(0)) await owner.unsafe(`drop owned by ${role}; drop role ${role}`);
});

/** The application's address, but as a role made for this test. */
const as = async (name: string, rights: string): Promise<string> => {
  const role = `${name}_${process.pid}`;
  const password = new URL(appUrl).password;
  await owner.unsafe(`create role ${role} login ${rights} ${password ? `password '${password}'` : ''}`);
  roles.push(role);
  const url = new URL(appUrl);
  url.username = role;
  return url.toString();
};
const refused = async (url: string, pattern: RegExp) => {
  await assert.rejects(
    () => openDatabase({ databaseUrl: url, ownerUrl, dataFolder: '/nowhere', log }),
    (error) => {
      assert.ok(error instanceof CannotStart, String(error));
      assert.match(error.message, pattern);
      return true;
    },
  );
};

test("the role of the product passes, on a server of one's own too", async () => {
  await refuseStrongRole(appUrl);
  const opened = await openDatabase({ databaseUrl: appUrl, ownerUrl, dataFolder: '/nowhere', log });
  assert.equal(opened.supervised, false);
  assert.deepEqual(opened.migrated, []);
  await opened.stop();
});

test('a superuser is refused', async () => {
  await refused(
    await as('strong', 'superuser'),
    /does not start: the database role "strong_\d+" of DATABASE_URL is a superuser, /,
  );
});

test('a role that may bypass row-level security is refused', async () => {
  await refused(
    await as('bypassing', 'bypassrls'),
    /may bypass row-level security\. Row-level security would not hold/,
  );
});

test('the owner of the tables is refused, and so is a member of that role', async () => {
  await refused(ownerUrl, /may create roles or tables, owns .*/);
  await refused(await as('heir', 'in role ninefold_owner'), /owns /);
});

test('a role that may make others is refused', async () => {
  await refused(await as('maker', 'createrole'), /may create roles or tables/);
});

test('one address without the other is refused', async () => {
  await assert.rejects(
    () => openDatabase({ databaseUrl: appUrl, dataFolder: '/nowhere', log }),
    /go together/,
  );
  await assert.rejects(() => openDatabase({ ownerUrl, dataFolder: '/nowhere', log }), /go together/);
});

test('a server that does not answer is named without its password', async () => {
  const nowhere = 'postgres://ninefold_app:canary-word@127.0.0.1:9/ninefold';
  await assert.rejects(
    () => openDatabase({ databaseUrl: nowhere, ownerUrl: nowhere, dataFolder: '/nowhere', log }),
    (error) =>
      error instanceof CannotStart &&
      /127\.0\.0\.1:9\/ninefold\) cannot be reached: ECONNREFUSED/.test(error.message) &&
      !error.message.includes('canary'),
  );
});
