import { invariant } from '../../kernel/invariant.ts';
import { type Remote, remoteTo } from '../remote.ts';
import { createBreaker } from './breaker.ts';
import { type Reply, replyOf, replyOfFailure, unknown } from './reply.ts';
import { keepToken } from './token.ts';

export type PayPalCall = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** PayPal-Request-Id: the same key never does the same thing twice. */
  readonly key?: string;
  /** Sent byte for byte. */
  readonly body?: string | Buffer<ArrayBuffer>;
  readonly deadlineMs: number;
};

/** PayPal's REST interface: token, deadline, sorting of answers and circuit breaker. Never throws for PayPal's sake. */
export type PayPalApi = {
  call(call: PayPalCall): Promise<Reply>;
  reachable(): boolean;
};

export type PayPalApiOptions = {
  readonly base: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Milliseconds on a clock that never jumps. */
  readonly clock?: () => number;
};

const FAILURES_THAT_OPEN = 5;
const PAUSE_MS = 15_000;
/** PayPal takes 108 signs, some older interfaces 38. */
const KEY = /^[\x21-\x7e]{1,108}$/;

export const payPalApi = ({
  base,
  clientId,
  clientSecret,
  clock = monotonic,
}: PayPalApiOptions): PayPalApi => {
  const remote = remoteTo([base]);
  const tokens = keepToken({ remote, base, clientId, clientSecret, clock });
  const breaker = createBreaker({ failures: FAILURES_THAT_OPEN, pauseMs: PAUSE_MS, clock });

  const attempt = async (call: PayPalCall): Promise<Reply> => {
    const first = await tokens.current();
    if (first.kind === 'unknown') return first;
    const reply = await send(remote, base, call, first.token);
    if (reply.kind !== 'unknown' || reply.why !== 'unauthorised') return reply;
    const second = await tokens.insteadOf(first.token);
    return second.kind === 'unknown' ? second : send(remote, base, call, second.token);
  };
  return {
    reachable: breaker.isClosed,
    call: async (call) => {
      invariant(call.key === undefined || KEY.test(call.key), 'a PayPal-Request-Id is 1 to 108 plain signs');
      if (!breaker.mayCall()) return unknown('breaker-open');
      const reply = await attempt(call);
      if (reply.kind === 'unknown' && reply.why !== 'rate-limited') breaker.failed();
      else breaker.worked();
      return reply;
    },
  };
};

const monotonic = () => performance.now();

const send = (remote: Remote, base: string, call: PayPalCall, token: string): Promise<Reply> =>
  remote(`${base}${call.path}`, {
    method: call.method,
    deadlineMs: call.deadlineMs,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(call.method === 'POST'
        ? { 'content-type': 'application/json', prefer: 'return=representation' }
        : {}),
      ...(call.key === undefined ? {} : { 'paypal-request-id': call.key }),
    },
    ...(call.body === undefined
      ? {}
      : { body: typeof call.body === 'string' ? call.body : new Uint8Array(call.body) }),
  }).then(replyOf, replyOfFailure);
