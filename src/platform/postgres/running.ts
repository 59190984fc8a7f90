import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, fstatSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { CannotStart, explained } from './cannot-start.ts';
import { environmentOf } from './cluster.ts';
import { connect } from './connect.ts';
import type { Place } from './place.ts';
import { holdsItsNumber, livingProcesses, mainProcess, writtenPid } from './processes.ts';

/** A server that answers. */
export type Running = {
  readonly pid: number;
  /** True when an earlier start of ours left it running. */
  readonly attached: boolean;
  /** Settles when its main process is gone, however it went. */
  readonly gone: Promise<void>;
};

const READY_WITHIN_MS = 60_000;
const GONE_WITHIN_MS = 20_000;
const LARGEST_LOG = 5_000_000;

/** Attaches to the server that runs on these data, else starts one. Settles when it answers. */
export const startOrAttach = async (
  place: Place,
  binaries: Binaries,
  settings: readonly string[],
): Promise<Running> => {
  const left = mainProcess(place);
  if (left !== undefined) {
    const attached = { pid: left, attached: true, gone: watched(place, left) };
    if (await answering(place, attached.gone)) return attached;
  }
  await untilNobodyIsLeft(place);
  await refuseAnotherMachine(place);
  return spawned(place, binaries, settings);
};

/** Ends the server: politely, and after half a minute at once (which loses nothing that was committed). */
export const stop = async (running: Running): Promise<void> => {
  for (const [signal, patience] of [
    ['SIGINT', 25_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(running.pid, signal);
    } catch {
      return running.gone;
    }
    const waiting = new AbortController();
    const late = sleep(patience, true, { signal: waiting.signal }).catch(() => true);
    if (!(await Promise.race([running.gone.then(() => false), late]))) return waiting.abort();
  }
};

const spawned = async (place: Place, binaries: Binaries, settings: readonly string[]): Promise<Running> => {
  const log = openLog(place);
  const from = fstatSync(log).size;
  const child: ChildProcess = spawn(
    join(binaries.folder, 'postgres'),
    ['-D', place.data, '-k', place.socket, ...settings.flatMap((setting) => ['-c', setting])],
    // A group of its own: Ctrl-C in the terminal must end the program first and its database last.
    {
      ...place.account,
      cwd: place.home,
      env: environmentOf(place),
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  let failure: string | undefined;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      failure = String(error);
      resolve();
    });
  });
  if (await answering(place, gone)) return { pid: child.pid ?? 0, attached: false, gone };
  child.kill('SIGQUIT');
  throw explained(failure ?? writtenSince(place, from), place.data);
};

/** False when the server is gone, or silent for a minute. Recovery after a crash may take some seconds. */
const answering = async (place: Place, gone: Promise<void>): Promise<boolean> => {
  let ended = false;
  void gone.then(() => {
    ended = true;
  });
  for (
    const until = performance.now() + READY_WITHIN_MS;
    !ended && performance.now() < until;
    await sleep(25)
  )
    if (await answers(place)) return true;
  return false;
};

const answers = async (place: Place): Promise<boolean> => {
  const sql = connect(`postgres://postgres@localhost/postgres?host=${encodeURIComponent(place.socket)}`, {
    max: 1,
    connect_timeout: 5,
  });
  try {
    const [row] = await sql`select setting from pg_settings where name = 'data_directory'`;
    return row?.['setting'] === place.data;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
};

/** We are not its parent, so nobody tells us of its end. */
const watched = async (place: Place, pid: number): Promise<void> => {
  while (mainProcess(place) === pid) await sleep(250);
};

/**
 * After kill -9 its children need a moment to notice, and the corpse keeps its number until its parent collects it.
 * A parent that never does (a container without an init) leaves the lock file to us.
 */
const untilNobodyIsLeft = async (place: Place): Promise<void> => {
  const busy = () => livingProcesses(place).length > 0;
  const corpse = () => {
    const pid = writtenPid(place);
    return pid !== undefined && holdsItsNumber(pid);
  };
  for (const until = performance.now() + GONE_WITHIN_MS; (busy() || corpse()) && performance.now() < until; )
    await sleep(50);
  if (busy())
    throw new CannotStart(
      `A PostgreSQL server (process ${livingProcesses(place).join(', ')}) uses ${place.data} but does not answer. End it and start again.`,
    );
  if (corpse()) rmSync(join(place.data, 'postmaster.pid'), { force: true });
};

/** A data folder shared with another container or machine has a server whose processes we cannot see. */
const refuseAnotherMachine = async (place: Place): Promise<void> => {
  if (await answers(place))
    throw new CannotStart(
      `A PostgreSQL server outside this container or machine runs on ${place.data}. One data folder serves one program: stop the other one first.`,
    );
};

/** The folder is the other account's, so a link planted there is not followed. */
const openLog = (place: Place): number => {
  try {
    if (statSync(place.log).size > LARGEST_LOG) renameSync(place.log, `${place.log}.1`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw explained(String(error), place.home);
  }
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;
  try {
    return openSync(place.log, flags, 0o600);
  } catch (error) {
    throw explained(String(error), place.home);
  }
};

const writtenSince = (place: Place, from: number): string => {
  const log = openLog(place);
  const text = Buffer.alloc(4000);
  const read = readSync(log, text, 0, text.length, from);
  closeSync(log);
  return text.toString('utf8', 0, read);
};
