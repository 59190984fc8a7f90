// What a checkout asks of the database, statement by statement, taken down while one is made; and the same again with
// fresh ids, to be sent bare.
import { randomBytes, randomUUID } from 'node:crypto';
import type { DbOptions } from '../src/platform/db.ts';

/** A value as the driver was given it, with the PostgreSQL type it found. */
export type Value = { readonly type: number; readonly value: unknown };
export type Statement = { readonly text: string; readonly values: readonly Value[] };
/** A transaction, or a single statement outside of one. Those of one batch were sent together. */
export type Unit = { readonly transaction: boolean; readonly statements: readonly (readonly Statement[])[] };

type Taken = Statement & { readonly connection: number; readonly turn: number };

/** Takes down every statement of a database that is asked in vain: `watch` goes to openDb. */
export const createRecorder = () => {
  let taken: Taken[] = [];
  let turn = 0;
  let turnEnds = false;
  const watch: NonNullable<DbOptions['watch']> = (connection, text, values, types) => {
    // Statements of the same turn of the event loop were sent without waiting for each other.
    if (!turnEnds) {
      turnEnds = true;
      setImmediate(() => {
        turn += 1;
        turnEnds = false;
      });
    }
    const typed = values.map((value, index) => ({ type: Number(types[index] ?? 0), value: plain(value) }));
    taken.push({ connection, text, values: typed, turn });
  };
  return {
    watch,
    clear: () => {
      taken = [];
    },
    units: () => unitsOf(taken),
  };
};

/** Instants and dates as the text they are sent as; everything else can be written to a file as it is. */
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'toJSON' in value && !Buffer.isBuffer(value)
    ? `${value}`
    : value;

const isBegin = (text: string) => /^begin\b/i.test(text);
const isEnd = (text: string) => /^(?:commit|rollback)\b/i.test(text);

/** One buyer's statements in the order of their beginnings; a transaction holds its connection until it ends. */
const unitsOf = (taken: readonly Taken[]): Unit[] => {
  const open = new Map<number, Taken[]>();
  const found: { transaction: boolean; statements: Taken[] }[] = [];
  for (const statement of taken) {
    const { connection, text } = statement;
    const running = open.get(connection);
    if (isBegin(text)) {
      const unit = { transaction: true, statements: [] as Taken[] };
      open.set(connection, unit.statements);
      found.push(unit);
    } else if (isEnd(text)) open.delete(connection);
    else if (running) running.push(statement);
    else if (together(found.at(-1), statement)) found.at(-1)?.statements.push(statement);
    else found.push({ transaction: false, statements: [statement] });
  }
  return found.map(({ transaction, statements }) => ({ transaction, statements: batches(statements) }));
};

const together = (
  unit: { transaction: boolean; statements: readonly Taken[] } | undefined,
  { turn }: Taken,
): boolean => unit !== undefined && !unit.transaction && unit.statements.at(-1)?.turn === turn;

const batches = (statements: readonly Taken[]): Statement[][] => {
  const found: { turn: number; batch: Statement[] }[] = [];
  for (const { turn, text, values } of statements) {
    if (found.at(-1)?.turn !== turn) found.push({ turn, batch: [] });
    found.at(-1)?.batch.push({ text, values });
  }
  return found.map(({ batch }) => batch);
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What stands for what in one replay. */
type Fresh = { readonly words: ReadonlyMap<string, string>; readonly bytes: ReadonlyMap<string, Buffer> };

const valuesOf = (units: readonly Unit[]): Value[] =>
  units.flatMap(({ statements }) => statements.flat().flatMap(({ values }) => values));

const uuidsOf = (value: unknown): string[] =>
  value === null || Buffer.isBuffer(value) ? [] : (JSON.stringify(value)?.match(UUID) ?? []);

/** What our code makes of an id: a key of 30 digits, a reference of ten characters. */
const derived = (id: string): string[] => [
  id,
  id.replaceAll('-', '').slice(-30),
  id.slice(-10).toUpperCase(),
];

/** Whether two checkouts asked the same of the database. */
export const areAlike = (first: readonly Unit[], second: readonly Unit[]): boolean =>
  first.flatMap(textsOf).join('\n') === second.flatMap(textsOf).join('\n');

export type Script = {
  readonly statements: number;
  readonly transactions: number;
  /** One checkout's units with ids nobody has used; `number` is its order's, `chair` what is bought. */
  readonly fresh: (number: number, chair: readonly [string, string]) => readonly Unit[];
};

/**
 * Compares two checkouts of the same chair: what differs is made anew in each replay, the same value everywhere the
 * same; all else is sent as it was. `chair` is what both bought.
 */
export const scriptOf = (
  first: readonly Unit[],
  second: readonly Unit[],
  chair: readonly [string, string],
): Script => {
  const others = valuesOf(second);
  const known = new Set(others.flatMap(({ value }) => uuidsOf(value)));
  const ids = [...new Set(valuesOf(first).flatMap(({ value }) => uuidsOf(value)))].filter(
    (id) => !known.has(id),
  );
  const hashes = valuesOf(first).flatMap(({ value }, index) =>
    Buffer.isBuffer(value) && !value.equals(others[index]?.value as Buffer) ? [value.toString('hex')] : [],
  );
  const numbers = new Set(
    valuesOf(first).flatMap(({ value }, index) =>
      typeof value === 'number' && value !== others[index]?.value ? [value] : [],
    ),
  );
  const fresh = (number: number, bought: readonly [string, string]): Unit[] => {
    const words = new Map([
      ...ids.flatMap((id) => {
        const [was, is] = [derived(id), derived(randomUUID())];
        return was.map((one, index) => [one, is[index] as string] as const);
      }),
      [chair[0], bought[0]] as const,
      [chair[1], bought[1]] as const,
    ]);
    const bytes = new Map(hashes.map((hash) => [hash, randomBytes(hash.length / 2)] as const));
    const renewed = renewer({ words, bytes });
    const valueFor = ({ type, value }: Value): Value => ({
      type,
      value: typeof value === 'number' && numbers.has(value) ? number : renewed(value),
    });
    return first.map((unit) => ({
      ...unit,
      statements: unit.statements.map((batch) =>
        batch.map(({ text, values }) => ({ text, values: values.map(valueFor) })),
      ),
    }));
  };
  return {
    statements: first.flatMap(({ statements }) => statements.flat()).length,
    transactions: first.filter(({ transaction }) => transaction).length,
    fresh,
  };
};

const textsOf = ({ transaction, statements }: Unit): string[] => [
  transaction ? 'transaction' : 'alone',
  ...statements.flat().map(({ text }) => text),
];

/** Puts the fresh values in place of the recorded ones, deep inside lists and JSON too. */
const renewer = ({ words, bytes }: Fresh) => {
  const pattern = new RegExp([...words.keys()].map((word) => word.replaceAll('-', '\\-')).join('|'), 'g');
  const renewed = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(pattern, (word) => words.get(word) ?? word);
    if (Buffer.isBuffer(value)) return bytes.get(value.toString('hex')) ?? value;
    if (Array.isArray(value)) return value.map(renewed);
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
      return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, renewed(inner)]));
  };
  return renewed;
};
