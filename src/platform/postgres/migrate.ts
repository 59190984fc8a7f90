import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from './connect.ts';

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../../db/migrations');

/** Brings the database to the newest schema. Runs as owner, under an advisory lock, forward only. */
export const migrate = async (ownerUrl: string): Promise<string[]> => {
  const sql = connect(ownerUrl, { max: 1 });
  const ran: string[] = [];
  try {
    await sql`select pg_advisory_lock(907009)`;
    await sql`create table if not exists public.migrations (name text primary key, ran_at timestamptz not null default now())`;
    const done = new Set((await sql`select name from public.migrations`).map((row) => row['name'] as string));
    for (const name of readdirSync(MIGRATIONS_FOLDER).filter((file) => file.endsWith('.sql')).sort()) {
      if (done.has(name)) continue;
      await sql.begin(async (tx) => {
        await tx.unsafe(readFileSync(join(MIGRATIONS_FOLDER, name), 'utf8'));
        await tx`insert into public.migrations (name) values (${name})`;
      });
      ran.push(name);
    }
    return ran;
  } finally {
    await sql.end();
  }
};
