import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Tables } from './records.ts';

export type Name = keyof Tables;
/** One row as it was written; null in place of a record takes it away. */
export type Entry = readonly [table: Name, id: string, record: unknown];

/** The ledger's file: read once, written anew without what was overwritten, then only added to. */
export const openJournal = (
  file: string,
  apply: (entry: Entry) => void,
  tables: Map<Name, Map<string, unknown>>,
) => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (existsSync(file)) for (const entries of readLines(file)) for (const entry of entries) apply(entry);
  const compact = [...tables].flatMap(([table, records]) =>
    [...records].map(([id, record]): Entry => [table, id, record]),
  );
  const fresh = `${file}.new`;
  const written = openSync(fresh, 'w', 0o600);
  writeAll(written, Buffer.from(compact.length > 0 ? `${JSON.stringify(compact)}\n` : ''));
  closeSync(written);
  renameSync(fresh, file);

  const descriptor = openSync(file, 'a', 0o600);
  let length = readFileSync(file).length;
  return {
    append: (entries: readonly Entry[]) => {
      const line = Buffer.from(`${JSON.stringify(entries)}\n`);
      try {
        writeAll(descriptor, line);
        length += line.length;
      } catch (fault) {
        // A full disk may have taken half a line: cut it off, or the next line would be glued to it.
        ftruncateSync(descriptor, length);
        throw fault;
      }
    },
    close: () => closeSync(descriptor),
  };
};

const writeAll = (descriptor: number, bytes: Buffer) => {
  let done = 0;
  while (done < bytes.length) done += writeSync(descriptor, bytes, done);
};

/** Whole lines only: what stands after the last line feed was never answered. */
const readLines = (file: string): Entry[][] => {
  const text = readFileSync(file);
  const end = text.lastIndexOf(0x0a) + 1;
  if (end < text.length) truncateSync(file, end);
  return text
    .subarray(0, end)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => readLine(file, line, index + 1));
};

const readLine = (file: string, line: string, number: number): Entry[] => {
  try {
    return JSON.parse(line) as Entry[];
  } catch (cause) {
    const advice = 'Move the file away to begin with an empty local PayPal.';
    throw new Error(`Line ${number} of ${file} cannot be read. ${advice}`, { cause });
  }
};
