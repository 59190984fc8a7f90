import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Call } from './answer.ts';
import { answerOfFault, drawFault, mockedAnswer } from './faults.ts';
import { newDebugId } from './ids.ts';
import { hasToken } from './oauth.ts';
import type { Operation } from './operations.ts';
import type { FaultRecord } from './records.ts';
import { refuse } from './refuse.ts';
import { remember, repeatKey, replay } from './repeats.ts';
import { type Rendered, type Rendering, render, send } from './send.ts';
import type { Wording, World } from './world.ts';

const BODY_LIMIT = 1_048_576;
/** The SDK may ask for PayPal's name on a socket of ours; anything else is a stranger's page. */
const HOSTS = /^(127\.0\.0\.1|localhost|\[::1\]|api-m(\.sandbox)?\.paypal\.com)(:\d+)?$/;

export type Serving = {
  readonly world: World;
  readonly wording: Wording;
  readonly operations: readonly Operation[];
  /** Told of every request, for the log that tests read. */
  readonly heard: (call: Call, operation: string, status: number | string) => void;
  /** Called after every request, because there may be events to deliver. */
  readonly committed: () => void;
};

/** Answers one request from its first byte to its last, faults included. */
export const serve = (serving: Serving) => {
  const inFlight = new Set<string>();
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const debugId = newDebugId();
    const headers = { 'paypal-debug-id': debugId };
    const call = await readCall(request);
    if (!call) return send(response, { status: 413, headers: {}, body: '' }, headers);
    if (!HOSTS.test(request.headers.host ?? ''))
      return send(response, { status: 421, headers: {}, body: '' }, headers);
    const found = findOperation(serving.operations, call);
    const operation = found?.operation.name ?? 'unknown';
    const rendering = { world: serving.world, wording: serving.wording, operation, debugId };
    const key = repeatKey(call);
    if (key && inFlight.has(key)) return send(response, render(busy(operation), call, rendering), headers);
    if (key) inFlight.add(key);
    const before = await strike(serving.world, operation, 'before', response).finally(
      () => key && inFlight.delete(key),
    );
    await finish(serving, { found, call, rendering, before, response });
  };
};

const busy = (operation: string): Answer =>
  refuse(operation === 'orders.capture' ? 'ORDER_COMPLETION_IN_PROGRESS' : 'PREVIOUS_REQUEST_IN_PROGRESS');

type Asked = {
  readonly found: Found | undefined;
  readonly call: Call;
  readonly rendering: Rendering;
  readonly before: Strike;
  readonly response: ServerResponse;
};

const finish = async (
  serving: Serving,
  { found, call, rendering, before, response }: Asked,
): Promise<void> => {
  const { world, heard, committed } = serving;
  if (before.gone) return heard(call, rendering.operation, before.gone);
  const rendered =
    before.rendered?.(call, rendering) ?? answer(world, found, { ...call, ...before.changes }, rendering);
  heard(call, rendering.operation, rendered.status);
  committed();
  const after = await strike(world, rendering.operation, 'after', response);
  if (after.gone) return;
  const headers = { 'paypal-debug-id': rendering.debugId, ...before.headers, ...after.headers };
  send(response, after.rendered?.(call, rendering) ?? rendered, headers);
};

const readCall = async (request: IncomingMessage): Promise<Call | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk as Buffer);
  }
  const url = new URL(request.url ?? '/', 'http://localhost');
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    params: [],
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
};

type Found = { readonly operation: Operation; readonly params: readonly string[] };

const findOperation = (operations: readonly Operation[], call: Call): Found | undefined => {
  const method = call.method === 'HEAD' ? 'GET' : call.method;
  for (const operation of operations) {
    const match = operation.method === method ? operation.path.exec(call.path) : null;
    if (match) return { operation, params: match.slice(1) };
  }
  return undefined;
};

/** The true answer, in one transaction with everything it changes. */
const answer = (world: World, found: Found | undefined, call: Call, rendering: Rendering): Rendered => {
  try {
    return world.ledger.transact(() => {
      if (!found) return render({ kind: 'refused', status: 404, flaws: [] }, call, rendering);
      const asked = { ...call, params: found.params };
      return render(decide(world, found.operation, asked), asked, rendering);
    });
  } catch (fault) {
    console.error(`local PayPal: ${rendering.operation} failed`, fault);
    return render({ kind: 'refused', status: 500, flaws: [] }, call, rendering);
  }
};

const decide = (world: World, operation: Operation, call: Call): Answer => {
  if (operation.open && isForeignPage(call)) return { kind: 'refused', status: 403, flaws: [] };
  if (!operation.open && !hasToken(world, call)) return { kind: 'refused', status: 401, flaws: [] };
  if (isForeignBody(call)) return { kind: 'refused', status: 415, flaws: [] };
  const mocked = operation.open ? undefined : mockedAnswer(call.headers['paypal-mock-response']);
  if (mocked) return mocked;
  const key = repeatKey(call);
  const repeated = key && replay(world, key);
  if (repeated) return repeated;
  const fresh = operation.run(world, call);
  if (key) remember(world, key, fresh);
  return fresh;
};

/** A page of another site that posts here through somebody's browser. */
const isForeignPage = (call: Call): boolean =>
  call.method !== 'GET' && call.headers['sec-fetch-site'] === 'cross-site';

const isForeignBody = (call: Call): boolean =>
  call.path.startsWith('/v2/') &&
  call.body.length > 0 &&
  !/^application\/json\b/.test(call.headers['content-type'] ?? '');

type Strike = {
  readonly gone?: 'hang' | 'reset' | 'truncated';
  readonly rendered?: (call: Call, rendering: Rendering) => Rendered;
  readonly headers?: Record<string, string>;
  readonly changes?: { readonly otherAmount: string };
};

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Lets a fault happen to this request, if one is due. */
const strike = async (
  world: World,
  name: string,
  when: FaultRecord['when'],
  response: ServerResponse,
): Promise<Strike> => {
  const fault = world.ledger.transact(() => drawFault(world, name, when));
  if (!fault) return {};
  if (fault.kind === 'delay') {
    await pause(fault.delayMs ?? 1000);
    return {};
  }
  if (fault.kind === 'hang') return { gone: 'hang' };
  if (fault.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return { gone: 'reset' };
  }
  if (fault.kind === 'truncated') {
    response.writeHead(fault.status ?? 200, { 'content-type': 'application/json' });
    response.end('{"id":"5O190127TN3647');
    return { gone: 'truncated' };
  }
  if (fault.kind === 'other-amount') return fault.amount ? { changes: { otherAmount: fault.amount } } : {};
  const spoken = answerOfFault(fault);
  return {
    ...(spoken ? { rendered: (call, rendering) => render(spoken, call, rendering) } : {}),
    ...(fault.retryAfterSeconds === undefined
      ? {}
      : { headers: { 'retry-after': String(fault.retryAfterSeconds) } }),
  };
};
