import { CannotStart } from './cannot-start.ts';
import { type DatabaseLog, startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { ensureRolesAndDatabase } from './roles.ts';
import { refuseStrongRole, refuseUnfitServer } from './verify.ts';

export type OpenDatabaseOptions = {
  /** A server of one's own, as the role that owns nothing. Absent: the embedded server below `dataFolder`. */
  readonly databaseUrl?: string | undefined;
  /** The same database as the owner; used only to migrate. */
  readonly ownerUrl?: string | undefined;
  readonly dataFolder: string;
  readonly log: DatabaseLog;
  /** Runs as owner after the migrations, under their lock: the job queue's own schema. */
  readonly afterMigrations?: (ownerUrl: string) => Promise<void>;
};

export type OpenedDatabase = {
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** True when the server is a child of ours, started again whenever it dies. */
  readonly supervised: boolean;
  /** Names of the migrations that ran now. */
  readonly migrated: readonly string[];
  /** Stops an embedded server; does nothing to a server of one's own. Close all pools first. */
  stop(): Promise<void>;
};

const DATABASE = 'ninefold';

/**
 * Everything between the start of the program and a database it may trust: a server that answers, the newest schema,
 * a role that row-level security binds. Throws CannotStart with a sentence for the operator.
 */
export const openDatabase = async (options: OpenDatabaseOptions): Promise<OpenedDatabase> => {
  const server = await serverOf(options);
  try {
    const hook = options.afterMigrations;
    const migrated = await migrate(server.ownerUrl, hook ? { afterMigrations: hook } : {});
    for (const name of migrated) options.log.event('migrated', { migration: name });
    await refuseStrongRole(server.appUrl);
    return { ...server, migrated };
  } catch (error) {
    await server.stop();
    throw error;
  }
};

type Server = Pick<OpenedDatabase, 'appUrl' | 'ownerUrl' | 'supervised' | 'stop'>;

const serverOf = (options: OpenDatabaseOptions): Promise<Server> => {
  const { databaseUrl, ownerUrl } = options;
  if (databaseUrl && ownerUrl) return serverOfOnesOwn(databaseUrl, ownerUrl);
  if (!databaseUrl && !ownerUrl) return embedded(options);
  throw new CannotStart(
    'DATABASE_URL and DATABASE_OWNER_URL go together: the first is the plain role the program runs as, the second the owner that migrates. Set both, or neither for the embedded server.',
  );
};

const embedded = async ({ dataFolder, log }: OpenDatabaseOptions): Promise<Server> => {
  const server = await startEmbedded({ folder: dataFolder, log });
  await ensureRolesAndDatabase(server.adminUrl, DATABASE);
  return {
    appUrl: server.url('ninefold_app', DATABASE),
    ownerUrl: server.url('ninefold_owner', DATABASE),
    supervised: true,
    stop: server.stop,
  };
};

const serverOfOnesOwn = async (appUrl: string, ownerUrl: string): Promise<Server> => {
  await refuseUnfitServer(ownerUrl, 'DATABASE_OWNER_URL');
  await refuseUnfitServer(appUrl, 'DATABASE_URL');
  return { appUrl, ownerUrl, supervised: false, stop: async () => undefined };
};
