import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.ts';

/** The process id that PostgreSQL wrote into its lock file, whether or not that process lives. */
export const writtenPid = (place: Place): number | undefined => {
  try {
    const pid = Number.parseInt(readFileSync(join(place.data, 'postmaster.pid'), 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
};

/** True while this process holds its number, even as a corpse that its parent has not yet collected. */
export const holdsItsNumber = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Every living process of this server, main one and children. Read from their titles: these are open to all,
 * while /proc/…/cwd is closed even to root in most containers.
 */
export const livingProcesses = (place: Place): number[] => {
  if (process.platform !== 'linux') {
    const pid = writtenPid(place);
    return pid !== undefined && holdsItsNumber(pid) ? [pid] : [];
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => belongsTo(place, titleOf(pid)));
};

/** The main process of a server that runs in this place now. */
export const mainProcess = (place: Place): number | undefined => {
  const pid = writtenPid(place);
  if (pid === undefined) return undefined;
  const ours = process.platform === 'linux' ? belongsTo(place, titleOf(pid)) : holdsItsNumber(pid);
  return ours ? pid : undefined;
};

/** A corpse has an empty title. */
const titleOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

const belongsTo = (place: Place, title: string): boolean =>
  title.includes(`\0-D\0${place.data}\0`) || title.startsWith(`postgres: ${place.cluster}: `);
