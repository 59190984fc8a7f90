import type { PracticeId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { staffPerson } from '../people/public.ts';
import { bareHost, type Hosts, practiceAt } from './hosts.ts';
import type { Practice } from './practice.ts';
import { allHosts, allPractices, insertHost, insertPractice } from './store.ts';

const KEPT_MS = 3_000;
const kept = new WeakMap<Db, { readonly since: number; readonly hosts: Promise<Hosts> }>();

const readHosts = (db: Db): Promise<Hosts> =>
  db.as({ kind: 'visitor' }, async (tx) => {
    const practices = await allPractices(tx);
    const hosts = await allHosts(tx);
    return { practices, byHost: new Map(hosts.map(({ host, practiceId }) => [host, practiceId])) };
  });

/** The whole table is kept for three seconds, not each host asked for: a flood of made-up hosts costs nothing. */
const hostsOf = (db: Db): Promise<Hosts> => {
  const known = kept.get(db);
  if (known && performance.now() - known.since < KEPT_MS) return known.hosts;
  const hosts = readHosts(db);
  kept.set(db, { since: performance.now(), hosts });
  hosts.catch(() => kept.delete(db));
  return hosts;
};

/** The practice whose host was asked for (`Host` header, with or without port); the only practice is the default. */
export const practiceByHost = async (db: Db, host: string): Promise<Practice | undefined> =>
  practiceAt(await hostsOf(db), host);

/** The practice with this id; at most three seconds old. */
export const practiceById = async (db: Db, id: string): Promise<Practice | undefined> =>
  (await hostsOf(db)).practices.find((practice) => practice.id === id);

/** Every practice of this installation, oldest first; at most three seconds old. */
export const practices = async (db: Db): Promise<readonly Practice[]> => (await hostsOf(db)).practices;

/** Forgets what is kept, after a change in this process; others see it within three seconds. */
export const forgetPractices = (db: Db): void => {
  kept.delete(db);
};

export type NewPractice = Omit<Practice, 'id' | 'accent'> & {
  /** Given where content is to be the same each time (example data). */
  readonly id?: PracticeId;
  readonly hosts: readonly string[];
  readonly owner: { readonly id?: string; readonly name: string; readonly email: string };
};

/** Writes a practice, its hosts and its owner in one go. With a given id a second call changes nothing. */
export const openPractice = async (
  db: Db,
  { id = newId<'practice'>(), hosts, owner, ...words }: NewPractice,
): Promise<{ practiceId: PracticeId; ownerId: string }> => {
  const opened = await db.as({ kind: 'job:open-practice', practiceId: id }, async (tx) => {
    await insertPractice(tx, { ...words, id });
    for (const host of hosts) await insertHost(tx, id, bareHost(host));
    return { practiceId: id, ownerId: await staffPerson(tx, { ...owner, practiceId: id, role: 'owner' }) };
  });
  forgetPractices(db);
  return opened;
};
