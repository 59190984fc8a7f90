import { Temporal } from '../../kernel/time.ts';
import { type RemoteAnswer, RemoteFailure } from '../remote.ts';

type Debug = { readonly debugId: string | undefined };

/** A definitive no, read from a well-formed 4xx answer. */
export type Refused = Debug & { readonly kind: 'refused'; readonly status: number; readonly issue: string };

/** It may have happened or not: no answer, half an answer, an answer of a broken server. */
export type Unknown = Debug & {
  readonly kind: 'unknown';
  readonly why:
    | 'timeout'
    | 'network'
    | 'server'
    | 'rate-limited'
    | 'unreadable'
    | 'unauthorised'
    | 'breaker-open';
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
};

/** What a call came to. `body` is parsed JSON of a 2xx, undefined for 204; nothing in it is believed yet. */
export type Reply =
  | (Debug & { readonly kind: 'ok'; readonly status: number; readonly body: unknown })
  | Refused
  | Unknown;

export const unknown = (
  why: Unknown['why'],
  known: Partial<Omit<Unknown, 'kind' | 'why'>> = {},
): Unknown => ({
  kind: 'unknown',
  why,
  status: undefined,
  retryAfterSeconds: undefined,
  debugId: undefined,
  ...known,
});

/** A call that came to no answer. Only what platform/remote throws is expected; the rest is a fault. */
export const replyOfFailure = (failure: unknown): Unknown => {
  if (!(failure instanceof RemoteFailure)) throw failure;
  if (failure.why === 'timeout') return unknown('timeout');
  return unknown(failure.why === 'too-long' ? 'unreadable' : 'network');
};

/**
 * Sorts an answer by PayPal's rules: 2xx with JSON is ok, 4xx in PayPal's error shape is a refusal,
 * everything else (429, 5xx, redirects, HTML, half a JSON) leaves unknown what happened.
 */
export const replyOf = ({ status, headers, body }: RemoteAnswer): Reply => {
  const read = parse(body);
  const debugId = headers.get('paypal-debug-id') ?? text(read, 'debug_id');
  const known = { status, debugId, retryAfterSeconds: secondsUntilRetry(headers.get('retry-after')) };
  if (status === 401) return unknown('unauthorised', known);
  if (status === 429) return unknown('rate-limited', known);
  if (status >= 500) return unknown('server', known);
  if (status === 204) return { kind: 'ok', status, body: undefined, debugId };
  if (read === undefined) return unknown('unreadable', known);
  if (status >= 200 && status < 300) return { kind: 'ok', status, body: read, debugId };
  const issue = status >= 400 ? issueOf(read) : undefined;
  return issue === undefined ? unknown('unreadable', known) : { kind: 'refused', status, issue, debugId };
};

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
};

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const text = (value: unknown, name: string): string | undefined => {
  const found = member(value, name);
  return typeof found === 'string' && found !== '' ? found.slice(0, 200) : undefined;
};

/** details[0].issue, else the name of the error. */
const issueOf = (error: unknown): string | undefined => {
  const details = member(error, 'details');
  return (Array.isArray(details) ? text(details[0], 'issue') : undefined) ?? text(error, 'name');
};

const A_DAY = 86_400;

/** Retry-After is seconds or a date (RFC 9110 section 10.2.3); at most a day is believed. */
export const secondsUntilRetry = (header: string | null): number | undefined => {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Math.min(Number(header), A_DAY);
  const at = Date.parse(header);
  if (Number.isNaN(at)) return undefined;
  const wait = Temporal.Now.instant().until(Temporal.Instant.fromEpochMilliseconds(at)).total('seconds');
  return Math.min(Math.max(Math.ceil(wait), 0), A_DAY);
};
