import type postgres from 'postgres';
import type { PracticeId } from '../kernel/id.ts';
import { invariant } from '../kernel/invariant.ts';
import { Temporal } from '../kernel/time.ts';
import { connect } from './postgres/connect.ts';

type Types = { instant: Temporal.Instant; date: Temporal.PlainDate; whole: number };

/** A pool for single statements on tables without row-level security (shop, site, platform). */
export type Sql = postgres.Sql<Types>;
/** One transaction. */
export type Tx = postgres.TransactionSql<Types>;
/** What a store asks for when it serves both. */
export type Queryable = Sql | Tx;

/** Who is looking. Row-level security knows these kinds and no other; unset means no rows. */
export type Viewer =
  | { readonly kind: 'visitor'; readonly practiceId?: PracticeId }
  | { readonly kind: 'signing-in'; readonly practiceId: PracticeId }
  | { readonly kind: 'person'; readonly practiceId: PracticeId; readonly personId: string }
  /** Whoever holds a private link: sees the row that carries the hash of its secret. */
  | { readonly kind: 'link'; readonly practiceId: PracticeId; readonly secretHash: Buffer }
  | { readonly kind: `job:${string}`; readonly practiceId: PracticeId };

export type Db = {
  readonly sql: Sql;
  /** A transaction on tables without row-level security. */
  begin<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A transaction in which row-level security sees this viewer. */
  as<T>(viewer: Viewer, work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const TYPES = {
  instant: {
    to: 1184,
    from: [1184],
    serialize: (value: Temporal.Instant | string) => value.toString(),
    parse: (text: string) => Temporal.Instant.from(text),
  },
  date: {
    to: 1082,
    from: [1082],
    serialize: (value: Temporal.PlainDate | string) => value.toString(),
    parse: (text: string) => Temporal.PlainDate.from(text),
  },
  whole: {
    to: 20,
    from: [20],
    serialize: (value: number) => String(value),
    parse: (text: string) => {
      const value = Number(text);
      invariant(Number.isSafeInteger(value), 'a bigint column outgrew safe integers');
      return value;
    },
  },
};

export type DbOptions = {
  /** A postgres:// address, or one with ?host=/socket/folder for a Unix socket. */
  readonly url: string;
  readonly maxConnections?: number;
  readonly statementTimeoutMs?: number;
  readonly name?: string;
  /** Told of every statement before it is sent: for tools that look at what is asked of the database. */
  readonly watch?: (connection: number, text: string, values: unknown[], types: unknown[]) => void;
};

/** Opens a pool. Timestamps are Temporal.Instant, dates Temporal.PlainDate, bigint a safe number. */
export const openDb = (options: DbOptions): Db => {
  const sql = connect(options.url, {
    max: options.maxConnections ?? 12,
    types: TYPES,
    connect_timeout: 10,
    idle_timeout: 0,
    ...(options.watch ? { debug: options.watch } : {}),
    connection: {
      application_name: options.name ?? 'ninefold',
      statement_timeout: options.statementTimeoutMs ?? 10_000,
      idle_in_transaction_session_timeout: 20_000,
    },
  } as never) as unknown as Sql;
  return {
    sql,
    begin: (work) => sql.begin(work as never) as never,
    as: (viewer, work) =>
      sql.begin(async (tx) => {
        await tx`
          select set_config('ninefold.viewer', ${viewer.kind}, true),
            set_config('ninefold.practice', ${viewer.practiceId ?? ''}, true),
            set_config('ninefold.person', ${viewer.kind === 'person' ? viewer.personId : ''}, true),
            set_config('ninefold.link', ${viewer.kind === 'link' ? viewer.secretHash.toString('hex') : ''}, true)
        `;
        return work(tx as unknown as Tx);
      }) as never,
    close: () => sql.end({ timeout: 5 }),
  };
};
