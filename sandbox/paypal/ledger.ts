import { type Entry, type Name, openJournal } from './journal.ts';
import type { Tables } from './records.ts';

/** All the local PayPal knows. A transaction is one line of its file, so kill -9 loses nothing that was answered. */
export type Ledger = {
  get<Table extends Name>(table: Table, id: string): Tables[Table] | undefined;
  /** Oldest first. */
  all<Table extends Name>(table: Table): Tables[Table][];
  put<Table extends Name>(table: Table, id: string, record: Tables[Table]): void;
  remove(table: Name, id: string): void;
  /** Runs to the end and is kept, or throws and leaves no trace. Never asynchronous. */
  transact<Value>(run: () => Value): Value;
  /** Forgets everything but the tables named. */
  reset(keep: readonly Name[]): void;
  close(): void;
};

/** Opens the ledger; without a file it lives in memory only. */
export const openLedger = (file?: string): Ledger => {
  const tables = new Map<Name, Map<string, unknown>>();
  const rows = (table: Name): Map<string, unknown> => {
    const found = tables.get(table) ?? new Map<string, unknown>();
    tables.set(table, found);
    return found;
  };
  const apply = ([table, id, record]: Entry) => {
    if (record === null) rows(table).delete(id);
    else rows(table).set(id, record);
  };
  const journal = file === undefined ? undefined : openJournal(file, apply, tables);
  let pending: Map<string, Entry> | undefined;

  const commit = (entries: readonly Entry[]) => {
    if (entries.length > 0) journal?.append(entries);
    for (const entry of entries) apply(entry);
  };
  const transact = <Value>(run: () => Value): Value => {
    if (pending) return run();
    pending = new Map();
    try {
      const value = run();
      commit([...pending.values()]);
      return value;
    } finally {
      pending = undefined;
    }
  };
  const write = (entry: Entry) => {
    if (pending) pending.set(`${entry[0]} ${entry[1]}`, entry);
    else transact(() => write(entry));
  };
  return {
    get: <Table extends Name>(table: Table, id: string) => {
      const fresh = pending?.get(`${table} ${id}`);
      return (fresh ? (fresh[2] ?? undefined) : rows(table).get(id)) as Tables[Table] | undefined;
    },
    all: <Table extends Name>(table: Table) => merge(table, rows(table), pending) as Tables[Table][],
    put: (table, id, record) => write([table, id, record]),
    remove: (table, id) => write([table, id, null]),
    transact,
    reset: (keep) =>
      transact(() => {
        for (const [table, records] of tables)
          if (!keep.includes(table)) for (const id of records.keys()) write([table, id, null]);
      }),
    close: () => journal?.close(),
  };
};

/** The rows of a table with what the running transaction has written. */
const merge = (
  table: Name,
  rows: Map<string, unknown>,
  pending: Map<string, Entry> | undefined,
): unknown[] => {
  const merged = new Map(rows);
  for (const [name, id, record] of pending?.values() ?? [])
    if (name === table && record === null) merged.delete(id);
    else if (name === table) merged.set(id, record);
  return [...merged.values()];
};
