import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type postgres from 'postgres';
import { CannotStart } from './cannot-start.ts';
import { connect } from './connect.ts';

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../../db/migrations');

/** Any number will do, as long as every release uses the same. */
const LOCK = 907009;

export type MigrateOptions = {
  readonly folder?: string;
  /** Other schemas that the owner keeps, under the same lock: the job queue's. */
  readonly afterMigrations?: (ownerUrl: string) => Promise<void>;
};

/**
 * Brings the database to the newest schema and returns the names of what it ran. Runs as owner; programs that start
 * at the same time wait for each other. Forward only, each file in its own transaction. Throws CannotStart for a file
 * that was changed or removed after it ran: the database would not be what the files say.
 */
export const migrate = async (ownerUrl: string, options: MigrateOptions = {}): Promise<string[]> => {
  const sql = connect(ownerUrl, { max: 1, connection: { application_name: 'ninefold migrations' } });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    const ran = await migrateLocked(sql, options.folder ?? MIGRATIONS_FOLDER);
    await options.afterMigrations?.(ownerUrl);
    return ran;
  } finally {
    await sql.end();
  }
};

const migrateLocked = async (sql: postgres.Sql, folder: string): Promise<string[]> => {
  await sql`create schema if not exists platform`;
  await sql`
    create table if not exists platform.migrations (
      name text primary key,
      hash text not null,
      ran_at timestamptz not null default now()
    )
  `;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const rows = await sql<{ name: string; hash: string }[]>`select name, hash from platform.migrations`;
  const done = new Map(rows.map(({ name, hash }) => [name, hash]));
  refuseNewerDatabase(files, done);
  const ran: string[] = [];
  for (const name of files) {
    const text = readFileSync(join(folder, name), 'utf8');
    if (await runOnce(sql, { name, text }, done.get(name))) ran.push(name);
  }
  return ran;
};

const runOnce = async (
  sql: postgres.Sql,
  file: { name: string; text: string },
  before: string | undefined,
) => {
  const hash = createHash('sha256').update(file.text).digest('hex');
  if (before === hash) return false;
  if (before !== undefined)
    throw new CannotStart(
      `The migration ${file.name} was changed after it ran in this database. Put the file back as it was and write a new one for the change. (Example data may simply be deleted: stop Ninefold and remove its data folder.)`,
    );
  await sql.begin(async (tx) => {
    await tx.unsafe(file.text);
    await tx`insert into platform.migrations (name, hash) values (${file.name}, ${hash})`;
  });
  return true;
};

/** The previous release runs on the new schema; older ones and strangers do not. */
const refuseNewerDatabase = (files: readonly string[], done: ReadonlyMap<string, string>): void => {
  const newest = files.at(-1) ?? '';
  const missing = [...done.keys()].filter((name) => !files.includes(name) && name <= newest);
  if (missing.length > 0)
    throw new CannotStart(
      `This database ran ${missing.join(', ')}, which this release does not have. Start the release of Ninefold that last ran here, or a newer one.`,
    );
};
