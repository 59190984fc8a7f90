import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';

/** What a log line may carry: ids, numbers, closed words. Never names, addresses, bodies or query strings. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export type Log = {
  /** Something happened. `name` is kebab-case and past tense where it can be. */
  event(name: string, fields?: LogFields): void;
  /** A bug or a broken machine; the error's name, code and stack go along, never its message. */
  fault(name: string, error: unknown, fields?: LogFields): void;
  /** Writes what is still waiting. */
  flush(): void;
};

/** Fields that may be written; others are dropped and counted under `dropped`, so that a slip leaks nothing. */
const ALLOWED = new Set(
  'requestId route method status ms practiceId orderId checkoutId attemptId jobId job queue outboxId kind attempt attempts count bytes port pid code reason version release table operation debugId webhookId captureId refundId offeringId seatId groupId personId state from to entry bucket seconds mode signal migration hits misses why'.split(
    ' ',
  ),
);
/** Values are short and plain: an address of a person or a sentence does not pass. */
const PLAIN = /^[\w.:/+-]{0,120}$/;

const allowed = (fields: LogFields): Record<string, unknown> => {
  const kept: Record<string, unknown> = {};
  let dropped = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (ALLOWED.has(name) && (typeof value !== 'string' || PLAIN.test(value))) kept[name] = value;
    else dropped++;
  }
  if (dropped > 0) kept['dropped'] = dropped;
  return kept;
};

const PLACE = /^at (?:[\w.<>$ [\]]+ \()?(?:file:\/\/\/|node:)[^\s()]+:\d+:\d+\)?$/;

/** The stack's own lines. A message may hold line breaks and look like one, so it is cut off first. */
const placesIn = ({ stack = '', message }: Error): string[] => {
  const after = stack.indexOf(message) + message.length;
  const lines = stack.slice(message === '' ? 0 : after).split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => PLACE.test(line))
    .slice(0, 8);
};

/**
 * What of an error may be written. Messages of drivers and parsers quote values (an address, a name),
 * so only where it happened is kept: name, code, constraint and the stack's own lines.
 */
const traces = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, constraint_name: constraint } = error as { code?: unknown; constraint_name?: unknown };
  const stack = placesIn(error);
  const invariant = error.message.startsWith('Invariant broken: ') ? { invariant: error.message } : {};
  return {
    error: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...invariant,
    stack,
  };
};

type Sink = { write(line: string): unknown };

/** A JSON log through an allow-list. */
export const createLog = (sink: Sink & { flushSync?: () => void }): Log => {
  const out = pino({ base: null, messageKey: 'event', timestamp: pino.stdTimeFunctions.isoTime }, sink);
  return {
    event: (name, fields = {}) => out.info(allowed(fields), name),
    fault: (name, error, fields = {}) => out.error({ ...allowed(fields), ...traces(error) }, name),
    flush: () => sink.flushSync?.(),
  };
};

/**
 * Lines are written together, twice a second at least: a write for each request is dear. A log that cannot be
 * written (a full disk) stops nobody.
 */
const unhurried = (where: { readonly fd: number } | { readonly dest: string; readonly mode: number }) =>
  pino
    .destination({ ...where, sync: false, minLength: 8192, periodicFlush: 500 })
    .on('error', () => undefined);

/** Where the log goes: standard output, a file in the data folder, or nowhere. */
export const openLog = (where: 'stdout' | 'file' | 'off', folder: string): Log => {
  if (where === 'off') return createLog({ write: () => true });
  if (where === 'stdout') return createLog(unhurried({ fd: 1 }));
  mkdirSync(folder, { recursive: true });
  const dest = join(folder, 'ninefold.log');
  return createLog(unhurried({ dest, mode: 0o600 }));
};
