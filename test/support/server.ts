// The server tests run on: TEST_DATABASE_URL (a superuser's address) when given, else the embedded one.
// `npm test` starts one for all files and hands it down in TEST_SERVER; a file run alone starts its own.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrateJobs } from '../../src/platform/jobs-boss.ts';
import { connect } from '../../src/platform/postgres/connect.ts';
import { startEmbedded } from '../../src/platform/postgres/embedded.ts';
import { migrate } from '../../src/platform/postgres/migrate.ts';
import { ROOT_HOME } from '../../src/platform/postgres/place.ts';
import { ensureRolesAndDatabase } from '../../src/platform/postgres/roles.ts';

export type TestServer = {
  readonly adminUrl: string;
  /** Name of the migrated database that each test file clones. */
  readonly template: string;
  url(role: string, database: string): string;
  release(): Promise<void>;
};

const urlFor = (adminUrl: string) => (role: string, database: string) => {
  const url = new URL(adminUrl);
  url.username = role;
  url.pathname = `/${database}`;
  return url.toString();
};

const prepareTemplate = async (adminUrl: string, template: string): Promise<void> => {
  await ensureRolesAndDatabase(adminUrl, template);
  await lendPassword(adminUrl);
  await migrate(urlFor(adminUrl)('ninefold_owner', template), {
    afterMigrations: (ownerUrl) => migrateJobs(ownerUrl),
  });
};

/** A server that asks for passwords gets the superuser's own for both roles: it is a server for tests. */
const lendPassword = async (adminUrl: string) => {
  const { password } = new URL(adminUrl);
  if (password === '') return;
  const admin = connect(adminUrl, { max: 1 });
  const quoted = decodeURIComponent(password).replaceAll("'", "''");
  for (const role of ['ninefold_owner', 'ninefold_app'])
    await admin.unsafe(`alter role ${role} password '${quoted}'`);
  await admin.end();
};

/** The server of this run: handed down by `npm test`, else this file's own. */
export const startServerForOneFile = async (): Promise<TestServer> => {
  const [adminUrl, template] = [process.env['TEST_SERVER'], process.env['TEST_TEMPLATE']];
  if (adminUrl && template)
    return { adminUrl, template, url: urlFor(adminUrl), release: async () => undefined };
  return startSharedServer();
};

/** A server with a migrated template; release() leaves nothing behind. */
export const startSharedServer = async (): Promise<TestServer> => {
  const template = `ninefold_template_${process.pid}`;
  const elsewhere = process.env['TEST_DATABASE_URL'];
  if (elsewhere) {
    await prepareTemplate(elsewhere, template);
    return {
      adminUrl: elsewhere,
      template,
      url: urlFor(elsewhere),
      release: () => dropTemplate(elsewhere, template),
    };
  }
  await sweepLeftovers();
  const folder = testFolder();
  const server = await startEmbedded({ folder, unsafeFast: true });
  await prepareTemplate(server.adminUrl, template);
  return {
    adminUrl: server.adminUrl,
    template,
    url: server.url,
    release: async () => {
      await server.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A fresh folder whose name says which process made it, so that a later run can sweep up after a kill -9. */
export const testFolder = (): string => mkdtempSync(join(tmpdir(), `ninefold-test-${process.pid}-`));

const dropTemplate = async (adminUrl: string, template: string) => {
  const admin = connect(adminUrl, { max: 1 });
  await admin.unsafe(`drop database if exists "${template}" with (force)`);
  await admin.end();
};

/** Ends servers and deletes folders of test runs that were killed: only those whose maker is gone. */
export const sweepLeftovers = async (): Promise<void> => {
  for (const above of [tmpdir(), ROOT_HOME]) {
    for (const name of listed(above)) {
      const maker = Number(/^ninefold-test-(\d+)-/.exec(name)?.[1]);
      if (maker > 0 && !lives(maker)) await swept(join(above, name));
    }
  }
};

const listed = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** A server's main process names its data folder in its title. */
const runsIn = (pid: string, folder: string): boolean => {
  if (!/^\d+$/.test(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`\0-D\0${folder}/`);
  } catch {
    return false;
  }
};

const swept = async (folder: string) => {
  const servers = listed('/proc').filter((pid) => runsIn(pid, folder));
  for (const pid of servers) process.kill(Number(pid), 'SIGQUIT');
  for (let tries = 0; tries < 40 && servers.some((pid) => runsIn(pid, folder)); tries++) await sleep(50);
  rmSync(folder, { recursive: true, force: true });
};
