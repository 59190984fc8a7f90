import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { CannotStart, explained } from './cannot-start.ts';
import type { Place } from './place.ts';

/** Makes the data when there are none, and refuses those of another major version. Nothing is ever overwritten. */
export const ensureCluster = async (place: Place, binaries: Binaries, unsafeFast: boolean): Promise<void> => {
  for (const name of readdirSync(place.home))
    if (name.startsWith('data.new')) rmSync(join(place.home, name), { recursive: true, force: true });
  const version = writtenVersion(place.data);
  if (version === undefined) return create(place, binaries, unsafeFast);
  if (version === binaries.major) return;
  throw new CannotStart(
    `The data in ${place.data} were written by PostgreSQL ${version}; this release brings PostgreSQL ${binaries.major}. Nothing was changed. ` +
      `Either start the release of Ninefold that wrote them, or run PostgreSQL ${version} on that folder, save everything with pg_dumpall, ` +
      `move the folder away, start Ninefold once, and load what you saved. docs/database.md has the commands.`,
  );
};

/** The major version of these data; undefined when there are none. */
const writtenVersion = (data: string): number | undefined => {
  if (!existsSync(data)) return undefined;
  try {
    return Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    throw new CannotStart(
      `${data} exists, but is no PostgreSQL data folder (${(error as NodeJS.ErrnoException).code}). It is left as it is: restore it from a backup, or move it away to begin anew.`,
    );
  }
};

/** initdb killed half way must not look like data: it works beside, and the finished folder is renamed. */
const create = async (place: Place, binaries: Binaries, unsafeFast: boolean): Promise<void> => {
  const making = join(place.home, 'data.new');
  const said = await run(place, join(binaries.folder, 'initdb'), [
    ...['-D', making, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-instructions'],
    // The built-in order of letters is the same on every machine: an update of the system cannot spoil an index.
    ...['--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(unsafeFast ? ['--no-sync'] : []),
  ]);
  if (said !== undefined) {
    rmSync(making, { recursive: true, force: true });
    throw explained(said, place.home);
  }
  renameSync(making, place.data);
};

/** What both programs see of our environment: nothing secret of ours, nothing of ours that would change them. */
export const environmentOf = (place: Place): NodeJS.ProcessEnv => ({
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
  HOME: place.home,
});

/** Runs a program to its end; undefined when it went well, else what it said. */
const run = (place: Place, program: string, words: string[]): Promise<string | undefined> =>
  new Promise((resolve) => {
    const child = spawn(program, words, {
      ...place.account,
      cwd: place.home,
      env: environmentOf(place),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.once('error', (error) => resolve(String(error)));
    child.once('close', (code) => resolve(code === 0 ? undefined : said || `initdb ended with ${code}`));
  });
