// The server tests run on: TEST_DATABASE_URL (a superuser's address) when given, else the embedded one.
// `npm test` starts one for all files and hands it down in TEST_SERVER; a file run alone starts its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/platform/postgres/connect.ts';
import { startEmbedded } from '../../src/platform/postgres/embedded.ts';
import { migrate } from '../../src/platform/postgres/migrate.ts';
import { ensureRolesAndDatabase } from '../../src/platform/postgres/roles.ts';

export type TestServer = {
  readonly adminUrl: string;
  readonly template: string;
  url(role: string, database: string): string;
  release(): Promise<void>;
};

const TEMPLATE = 'ninefold_template';

const urlFor = (adminUrl: string) => (role: string, database: string) => {
  const url = new URL(adminUrl);
  url.username = role;
  url.pathname = `/${database}`;
  return url.toString();
};

export const prepareTemplate = async (adminUrl: string): Promise<void> => {
  const admin = connect(adminUrl, { max: 1 });
  await admin.unsafe(`drop database if exists ${TEMPLATE} with (force)`);
  await admin.end();
  await ensureRolesAndDatabase(adminUrl, TEMPLATE);
  await migrate(urlFor(adminUrl)('ninefold_owner', TEMPLATE));
};

export const startServerForOneFile = async (): Promise<TestServer> => {
  const given = process.env['TEST_SERVER'];
  if (given) return { adminUrl: given, template: TEMPLATE, url: urlFor(given), release: async () => undefined };
  const own = await startSharedServer();
  return { adminUrl: own.adminUrl, template: TEMPLATE, url: urlFor(own.adminUrl), release: own.stop };
};

export const startSharedServer = async () => {
  const elsewhere = process.env['TEST_DATABASE_URL'];
  if (elsewhere) {
    await prepareTemplate(elsewhere);
    return { adminUrl: elsewhere, stop: async () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-test-'));
  const server = await startEmbedded({ folder, unsafeFast: true });
  await prepareTemplate(server.adminUrl);
  return {
    adminUrl: server.adminUrl,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
