import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { CannotStart, explained } from './cannot-start.ts';

/** PostgreSQL refuses root, so a root process lends it this account, and a home that account can reach. */
export type Account = { readonly uid: number; readonly gid: number };

/** Where one server lives. Everything in `home` and `socket` is open to one account alone: that is its password. */
export type Place = {
  /** The folder the operator named. */
  readonly folder: string;
  readonly home: string;
  readonly data: string;
  readonly socket: string;
  readonly log: string;
  /** Short, the same at every start; every server process carries it in its title. */
  readonly cluster: string;
  /** Set when we are root. */
  readonly account: Account | undefined;
};

/** Below it lies all that a root process lends to the other account. */
export const ROOT_HOME = '/var/lib/ninefold';

/** A socket's address holds 107 bytes, and its file's own name takes 14 of them. */
const LONGEST_SOCKET_FOLDER = 107 - '/.s.PGSQL.5432'.length;

/** Makes the folders. Throws CannotStart where that is not allowed. */
export const prepare = (folder: string, options: { readonly nameHomeAfterFolder?: boolean } = {}): Place => {
  try {
    return prepared(folder, options.nameHomeAfterFolder ?? false);
  } catch (error) {
    throw error instanceof CannotStart ? error : explained(String(error), folder);
  }
};

const prepared = (wanted: string, nameHomeAfterFolder: boolean): Place => {
  mkdirSync(wanted, { recursive: true, mode: 0o700 });
  const folder = realpathSync(wanted);
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const account = process.getuid?.() === 0 ? lentAccount() : undefined;
  const home = account
    ? join(ROOT_HOME, nameHomeAfterFolder ? basename(folder) : key)
    : join(folder, 'postgres');
  if (account) openToAll(ROOT_HOME);
  ownedBy(account, home);
  if (account) writeFileSync(join(folder, 'postgres-lies-elsewhere.txt'), elsewhere(home));
  const socket = socketFolder(home, key);
  ownedBy(account, socket);
  return {
    folder,
    home,
    data: join(home, 'data'),
    socket,
    log: join(home, 'log'),
    cluster: `ninefold-${key}`,
    account,
  };
};

const elsewhere = (home: string) =>
  `Ninefold was started as root here. PostgreSQL refuses root, so its data lie in\n${home}\nBack up and move that folder together with this one.\n`;

/** A deep folder gets its socket in the temporary folder instead. */
const socketFolder = (home: string, key: string) => {
  const near = join(home, 's');
  if (Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER) return near;
  return join(tmpdir(), `ninefold-${process.getuid?.() ?? 0}-${key}`);
};

const openToAll = (folder: string) => {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
};

const ownedBy = (account: Account | undefined, folder: string) => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const me = process.getuid?.();
  if (!found.isDirectory() || (found.uid !== me && found.uid !== account?.uid))
    throw new CannotStart(
      `${folder} belongs to another account (${found.uid}). Start Ninefold as that account, or name another folder with DATA_FOLDER.`,
    );
  chmodSync(folder, 0o700);
  if (account) chownSync(folder, account.uid, account.gid);
};

/** initdb looks its account up by name, so it must have a line in the password file; we create none. */
const lentAccount = (): Account => {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === 'nobody' && Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new CannotStart(
    'PostgreSQL refuses to run as root, and this system has no account "nobody" to lend it. Start Ninefold as an ordinary user, or set DATABASE_URL and DATABASE_OWNER_URL.',
  );
};

/** True when an account other than its owner can come to this file and read it. */
export const openToOthers = (path: string): boolean => {
  const needed = lstatSync(path).isDirectory() ? 0o005 : 0o004;
  if ((lstatSync(path).mode & needed) !== needed) return false;
  for (let above = dirname(path); ; above = dirname(above)) {
    if ((lstatSync(above).mode & 0o001) === 0) return false;
    if (above === dirname(above)) return true;
  }
};
