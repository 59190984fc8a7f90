import { connect } from './connect.ts';

/** Makes the two roles and the database where a superuser's address is at hand (embedded server, tests). */
export const ensureRolesAndDatabase = async (adminUrl: string, database: string, template?: string): Promise<void> => {
  const sql = connect(adminUrl, { max: 1 });
  try {
    for (const role of ['ninefold_owner', 'ninefold_app']) {
      await sql.unsafe(`do $$ begin create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole; exception when duplicate_object then null; when unique_violation then null; end $$`);
    }
    const [there] = await sql`select 1 from pg_database where datname = ${database}`;
    if (!there) await sql.unsafe(`create database "${database}" owner ninefold_owner${template ? ` template "${template}"` : ''}`);
  } finally {
    await sql.end();
  }
};
