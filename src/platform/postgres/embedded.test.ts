import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { eventually, killPrograms, startProgram } from '../../../test/support/programs.ts';
import { testFolder } from '../../../test/support/server.ts';
import { openDb } from '../db.ts';
import { CannotStart } from './cannot-start.ts';
import { connect } from './connect.ts';
import { type DatabaseLog, type EmbeddedServer, startEmbedded } from './embedded.ts';
import { prepare } from './place.ts';
import { livingProcesses, mainProcess } from './processes.ts';

const quiet: DatabaseLog = { event: () => undefined };
const made: EmbeddedServer[] = [];
const folders: string[] = [];
after(async () => {
  killPrograms();
  for (const server of made) await server.stop();
  for (const folder of folders) await clearAway(folder);
});

/** Also what a killed program left running. */
const clearAway = async (folder: string) => {
  for (const place of [prepare(folder), prepare(folder, { nameHomeAfterFolder: true })]) {
    for (const pid of livingProcesses(place)) process.kill(pid, 'SIGKILL');
    await eventually('nobody is left', () => livingProcesses(place).length === 0);
    rmSync(place.home, { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
};

const folder = () => {
  const fresh = testFolder();
  folders.push(fresh);
  return fresh;
};
const start = async (at: string, log = quiet) => {
  const server = await startEmbedded({ folder: at, unsafeFast: true, log });
  made.push(server);
  return server;
};
const shared = folder();
const programs = folder();
const lives = (pid: number) =>
  existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`).length > 0;
const ask = async (server: EmbeddedServer, text: string) => {
  const sql = connect(server.adminUrl, { max: 1 });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
};

test('data outlive a stop, and a stop leaves no process', async () => {
  const first = await start(shared);
  await ask(first, 'create table kept as select 7 as number');
  const pid = first.pid();
  await first.stop();
  assert.ok(!lives(pid));
  const second = await start(shared);
  assert.equal((await ask(second, 'select number from kept'))[0]?.['number'], 7);
  await second.stop();
});

test('it listens on nothing but a socket that one account can reach', async () => {
  const server = await start(shared);
  const [row] = await ask(
    server,
    `select current_setting('listen_addresses') as addresses, current_setting('data_directory') as data`,
  );
  assert.equal(row?.['addresses'], '');
  for (const path of [server.home, String(row['data']), join(server.home, 's')])
    assert.equal(statSync(path).mode & 0o077, 0, path);
  await server.stop();
});

test('without the test flag every commit reaches the disk', async () => {
  const server = await startEmbedded({ folder: folder(), log: quiet });
  made.push(server);
  const [row] = await ask(
    server,
    `select current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes') as safe`,
  );
  assert.equal(row?.['safe'], 'ononon');
  await server.stop();
});

test("the server's log keeps neither the words of a statement nor the values of a row", async () => {
  const server = await start(shared);
  await ask(server, 'create table people (email text primary key)');
  await ask(server, `insert into people values ('canary@example.org')`);
  await assert.rejects(() => ask(server, `insert into people values ('canary@example.org')`), /people_pkey/);
  const log = readFileSync(join(server.home, 'log'), 'utf8');
  assert.match(log, /people_pkey/);
  assert.ok(!log.includes('canary') && !log.includes('insert into'), log);
  await server.stop();
});

test('a second program on the same data is refused by name and number of the first', async () => {
  const at = programs;
  const first = startProgram({ folder: at });
  assert.ok((await first.said).opened);
  const second = startProgram({ folder: at });
  const { refused } = await second.said;
  assert.match(
    refused ?? '',
    new RegExp(`already runs on the data in .*\\(process ${first.pid}\\).*DATA_FOLDER`),
  );
  first.kill('SIGTERM');
  assert.equal(await first.ended, 0);
  const third = startProgram({ folder: at });
  assert.ok((await third.said).opened);
  third.kill('SIGTERM');
  assert.equal(await third.ended, 0);
});

test('of four programs that start at the same moment exactly one runs', async () => {
  const at = folder();
  const four = Array.from({ length: 4 }, () => startProgram({ folder: at }));
  const said = await Promise.all(four.map((program) => program.said));
  assert.equal(said.filter(({ opened }) => opened).length, 1);
  for (const program of four) program.kill('SIGTERM');
  await Promise.all(four.map((program) => program.ended));
});

test('after kill -9 of the program the next start attaches to its server, and can stop it', async () => {
  const at = programs;
  const first = startProgram({ folder: at });
  const { opened } = await first.said;
  const sql = connect(opened?.ownerUrl ?? '', { max: 1 });
  const [before] = await sql`select pg_postmaster_start_time()::text as at`;
  first.kill('SIGKILL');
  assert.equal(await first.ended, 'SIGKILL');
  const second = startProgram({ folder: at });
  assert.ok((await second.said).opened?.events.includes('database-attached'));
  const [now] = await sql`select pg_postmaster_start_time()::text as at`;
  assert.deepEqual(now, before);
  await sql.end();
  second.kill('SIGTERM');
  assert.equal(await second.ended, 0);
  const third = startProgram({ folder: at });
  assert.ok((await third.said).opened?.events.includes('database-started'));
  third.kill('SIGTERM');
  await third.ended;
});

test('after kill -9 of the server it comes back, and the pool finds it by itself', async () => {
  const events: string[] = [];
  const log: DatabaseLog = { event: (name) => void events.push(name) };
  // Durable: with the test flag the table itself could be lost.
  const server = await startEmbedded({ folder: programs, log });
  made.push(server);
  await ask(server, 'create table if not exists survived as select 1 as number');
  const db = openDb({ url: server.adminUrl, maxConnections: 4 });
  await db.sql`select 1`;
  const killed = server.pid();
  const cut = assert.rejects(() => db.sql`select pg_sleep(20)`);
  await eventually('the long query runs', async () => {
    const rows = await db.sql`select 1 from pg_stat_activity where query = 'select pg_sleep(20)'`;
    return rows.length === 1;
  });
  process.kill(killed, 'SIGKILL');
  await cut;
  await eventually('another server runs', () => server.pid() !== killed);
  await eventually('the pool answers again', () =>
    db.sql`select number from survived`.then(
      () => true,
      () => false,
    ),
  );
  assert.deepEqual(events, ['database-started', 'database-died', 'database-started']);
  await db.close();
  await server.stop();
});

test('after kill -9 of both, the next start recovers what was committed', async () => {
  const at = programs;
  const first = startProgram({ folder: at });
  const { opened } = await first.said;
  const sql = connect(opened?.ownerUrl ?? '', { max: 1 });
  await sql`create table if not exists platform.kept as select 7 as number`;
  const main = mainProcess(prepare(at)) ?? 0;
  first.kill('SIGKILL');
  process.kill(main, 'SIGKILL');
  await sql.end({ timeout: 0 });
  const second = startProgram({ folder: at });
  const again = connect((await second.said).opened?.ownerUrl ?? '', { max: 1 });
  assert.equal((await again`select number from platform.kept`)[0]?.['number'], 7);
  await again.end();
  second.kill('SIGTERM');
  assert.equal(await second.ended, 0);
});

test('data of another major version are left alone, and the message says what to do', async () => {
  const server = await start(shared);
  await server.stop();
  const version = join(server.home, 'data', 'PG_VERSION');
  writeFileSync(version, '17\n');
  await assert.rejects(
    () => start(shared),
    refusal(/written by PostgreSQL 17; this release brings PostgreSQL 18.*pg_dumpall/),
  );
  writeFileSync(version, '18\n');
  await (await start(shared)).stop();
});

test('a folder that holds something else is left alone', async () => {
  const server = await start(shared);
  await server.stop();
  const version = join(server.home, 'data', 'PG_VERSION');
  rmSync(version);
  await assert.rejects(() => start(shared), refusal(/no PostgreSQL data folder.*backup/));
  writeFileSync(version, '18\n');
});

test('a first start that was killed half way does not stand in the way of the next', async () => {
  const server = await start(shared);
  await server.stop();
  rmSync(join(server.home, 'data'), { recursive: true });
  mkdirSync(join(server.home, 'data.new'));
  writeFileSync(join(server.home, 'data.new', 'PG_VERSION'), '18\n');
  await (await start(shared)).stop();
});

test('a data folder that cannot be made is named in one sentence', async () => {
  const at = folder();
  writeFileSync(join(at, 'file'), '');
  await assert.rejects(
    () => start(join(at, 'file', 'below')),
    refusal(new RegExp(dirname(join(at, 'file', 'below')))),
  );
});

function refusal(pattern: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof CannotStart, String(error));
    assert.match(error.message.replaceAll('\n', ' '), pattern);
    return true;
  };
}
