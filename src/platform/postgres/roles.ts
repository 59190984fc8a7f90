import type postgres from 'postgres';
import { connect } from './connect.ts';

/**
 * Makes the two roles and the database where a superuser's address is at hand (embedded server, tests).
 * Two programs may do this at the same time.
 */
export const ensureRolesAndDatabase = async (
  adminUrl: string,
  database: string,
  template?: string,
): Promise<void> => {
  const sql = connect(adminUrl, { max: 1 });
  try {
    for (const role of ['ninefold_owner', 'ninefold_app']) await ensureRole(sql, role);
    const [there] = await sql`select 1 from pg_database where datname = ${database}`;
    if (!there)
      await sql.unsafe(
        `create database "${database}" owner ninefold_owner${template ? ` template "${template}"` : ''}`,
      );
  } finally {
    await sql.end();
  }
};

const ensureRole = (sql: postgres.Sql, role: string) =>
  sql.unsafe(`
    do $$ begin
      create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication;
    exception when duplicate_object or unique_violation then null;
    end $$
  `);
