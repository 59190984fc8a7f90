import type postgres from 'postgres';
import { CannotStart } from './cannot-start.ts';
import { connect } from './connect.ts';

/** Row-level security became what we build on, and schemas closed to strangers, in this version. */
const OLDEST = 15;

type Strength = {
  readonly role: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  readonly creates: boolean;
  readonly owns: string | null;
  readonly replicates: boolean;
};

/**
 * Row-level security binds only a role that is neither superuser nor owner nor exempt. Throws CannotStart with every
 * reason why the role of this address is too strong.
 */
export const refuseStrongRole = async (appUrl: string): Promise<void> => {
  const sql = connect(appUrl, { max: 1 });
  try {
    const [strength] = await sql<Strength[]>`
      select current_user as role, rolsuper as superuser, rolbypassrls as bypasses, rolreplication as replicates,
        rolcreaterole or has_schema_privilege('platform', 'create') as creates,
        (select string_agg(name, ', ' order by name) from (${ownedBy(sql)}) as owned) as owns
      from pg_roles where rolname = current_user
    `;
    const reasons = strength ? tooStrong(strength) : ['is unknown'];
    if (reasons.length > 0)
      throw new CannotStart(
        `Ninefold does not start: the database role "${strength?.role}" of DATABASE_URL ${reasons.join(', ')}. ` +
          'Row-level security would not hold. Use a plain role that owns nothing; docs/database.md shows how to make it.',
      );
  } finally {
    await sql.end();
  }
};

/** What the role owns, or may own by being a member of the owner. */
const ownedBy = (sql: postgres.Sql) => sql`
  select nspname as name from pg_namespace
    where nspname in ('platform', 'identity', 'shop', 'care', 'circle', 'site', 'exchange')
      and pg_has_role(current_user, nspowner, 'member')
  union
  select relnamespace::regnamespace || '.' || relname from pg_class
    where relnamespace::regnamespace::text in ('platform', 'identity', 'shop', 'care', 'circle', 'site', 'exchange')
      and relkind in ('r', 'p', 'v', 'm') and pg_has_role(current_user, relowner, 'member')
  union
  select 'the database ' || datname from pg_database
    where datname = current_database() and pg_has_role(current_user, datdba, 'member')
`;

const tooStrong = (strength: Strength): string[] => [
  ...(strength.superuser ? ['is a superuser'] : []),
  ...(strength.bypasses ? ['may bypass row-level security'] : []),
  ...(strength.replicates ? ['may replicate the whole server'] : []),
  ...(strength.creates ? ['may create roles or tables'] : []),
  // A superuser is a member of every role: naming all it owns would hide the reason.
  ...(strength.owns && !strength.superuser ? [`owns ${shortened(strength.owns)}`] : []),
];

const shortened = (names: string): string => {
  const all = names.split(', ');
  return all.length > 3 ? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more` : names;
};

/** Throws CannotStart when the server cannot be reached, is too old, or lacks the role that migrations grant to. */
export const refuseUnfitServer = async (url: string, variable: string): Promise<void> => {
  const sql = connect(url, { max: 1, connect_timeout: 10 });
  try {
    const [row] = await sql<{ version: number; role: boolean }[]>`
      select current_setting('server_version_num')::int as version,
        exists (select 1 from pg_roles where rolname = 'ninefold_app') as role
    `;
    const major = Math.floor((row?.version ?? 0) / 10_000);
    if (major < OLDEST)
      throw new CannotStart(
        `The server of ${variable} is PostgreSQL ${major}. Ninefold needs ${OLDEST} or newer.`,
      );
    if (!row?.role)
      throw new CannotStart(
        `The server of ${variable} has no role "ninefold_app". docs/database.md has the three lines of SQL that make the roles and the database.`,
      );
  } catch (error) {
    throw error instanceof CannotStart ? error : unreachable(url, variable, error);
  } finally {
    await sql.end({ timeout: 1 });
  }
};

/** Never the whole address: it holds a password. */
const unreachable = (url: string, variable: string, error: unknown) => {
  const { host, pathname } = new URL(url);
  const code = (error as { code?: string }).code ?? 'no answer';
  return new CannotStart(
    `The database of ${variable} (${host}${pathname}) cannot be reached: ${code}. Is the address right, and does the server run?`,
  );
};
