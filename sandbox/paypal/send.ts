import type { ServerResponse } from 'node:http';
import type { Answer, Call } from './answer.ts';
import { wantsRepresentation } from './answer.ts';
import { describe, ERROR_NAMES, isIssue } from './issues.ts';
import { view } from './views.ts';
import type { Wording, World } from './world.ts';

export type Rendered = {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
};

export type Rendering = {
  readonly world: World;
  readonly wording: Wording;
  readonly operation: string;
  readonly debugId: string;
};

const asJson = (status: number, body: unknown): Rendered => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Turns an answer into bytes; called inside the transaction, so that it shows what was just written. */
export const render = (answer: Answer, call: Call, rendering: Rendering): Rendered => {
  switch (answer.kind) {
    case 'json':
      return asJson(answer.status, answer.body);
    case 'shown':
      return asJson(
        answer.status,
        view(rendering.world, answer.shown, call.method === 'GET' || wantsRepresentation(call)),
      );
    case 'refused':
      return asJson(answer.status, problem(answer, rendering));
    case 'empty':
      return { status: answer.status, headers: {}, body: '' };
    case 'text':
      return { status: answer.status, headers: { 'content-type': answer.type }, body: answer.text };
    case 'redirect':
      return { status: 303, headers: { location: answer.to }, body: '' };
    case 'page':
      return {
        status: answer.status,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': policy(answer.formTargets ?? []),
        },
        body: answer.page.text,
      };
  }
};

const policy = (formTargets: readonly string[]): string =>
  `default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${formTargets.join(' ')}`.trim();

/** PayPal's error body: name, message, debug_id, details. */
const problem = (
  answer: Answer & { kind: 'refused' },
  { wording, operation, debugId }: Rendering,
): unknown => {
  const { status, flaws } = answer;
  const [name, sentence] = ERROR_NAMES[status] ?? ['INTERNAL_SERVER_ERROR', 'Something broke.'];
  const details = flaws.map(({ issue, ...where }) => ({
    ...where,
    issue,
    description: wording.description(issue, status, operation) ?? (isIssue(issue) ? describe(issue) : issue),
  }));
  return {
    name,
    message: wording.message(status, operation) ?? sentence,
    debug_id: debugId,
    ...(details.length > 0 ? { details } : {}),
    links: [],
  };
};

/** Sends the rendered answer, with the headers every answer has. */
export const send = (
  response: ServerResponse,
  rendered: Rendered,
  headers: Readonly<Record<string, string>>,
): void => {
  response.writeHead(rendered.status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...rendered.headers,
    ...headers,
    ...(rendered.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(rendered.body)) }),
  });
  response.end(rendered.body);
};
