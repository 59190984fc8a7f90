import type { IncomingHttpHeaders } from 'node:http';
import type { Html } from '../../src/ui/html.ts';
import type { Issue } from './issues.ts';

/** One request, read completely. */
export type Call = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly params: readonly string[];
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Set by a fault: what a capture takes instead of the agreed amount. */
  readonly otherAmount?: string;
};

/** What is wrong with a request: the issue and a JSON pointer to where. */
export type Flaw = {
  readonly issue: Issue;
  readonly field?: string;
  readonly value?: string;
  readonly location?: 'body' | 'path' | 'query';
};

/** The record an answer shows; a repeat under the same PayPal-Request-Id shows its latest state. */
export type Shown = {
  readonly table: 'orders' | 'captures' | 'refunds' | 'authorizations';
  readonly id: string;
};

export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly shown?: Shown }
  | { readonly kind: 'shown'; readonly status: number; readonly shown: Shown }
  | { readonly kind: 'refused'; readonly status: number; readonly flaws: readonly Flaw[] }
  | { readonly kind: 'empty'; readonly status: number }
  | {
      readonly kind: 'page';
      readonly status: number;
      readonly page: Html;
      readonly formTargets?: readonly string[];
    }
  | { readonly kind: 'text'; readonly status: number; readonly text: string; readonly type: string }
  | { readonly kind: 'redirect'; readonly to: string };

/** A raw JSON answer. */
export const json = (status: number, body: unknown): Answer => ({ kind: 'json', status, body });

/** An answer that shows a record as it is at the end of the request. */
export const show = (status: number, table: Shown['table'], id: string): Answer => ({
  kind: 'shown',
  status,
  shown: { table, id },
});

/** Whether the caller asked for the whole record. */
export const wantsRepresentation = (call: Call): boolean =>
  /\breturn=representation\b/.test(String(call.headers['prefer'] ?? ''));

/** The JSON body, an empty one as {}; undefined when it is no JSON. */
export const readJson = (call: Call): unknown => {
  if (call.body.length === 0) return {};
  try {
    return JSON.parse(call.body.toString('utf8'));
  } catch {
    return undefined;
  }
};
