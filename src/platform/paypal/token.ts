import type { Remote } from '../remote.ts';
import { replyOf, replyOfFailure, type Unknown, unknown } from './reply.ts';

export type Token = { readonly kind: 'token'; readonly token: string };

export type Tokens = {
  /** The bearer token, asked for once however many callers wait. */
  current(): Promise<Token | Unknown>;
  /** A token other than this one, which PayPal did not accept. */
  insteadOf(rejected: string): Promise<Token | Unknown>;
};

export type TokenOptions = {
  readonly remote: Remote;
  readonly base: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: () => number;
};

const DEADLINE_MS = 10_000;
/** PayPal gives nine hours; five minutes of them are left unused. */
const EARLY_MS = 300_000;

type Kept = { readonly token: string; readonly renewAt: number; readonly endsAt: number };

/** Keeps PayPal's bearer token for as long as it lasts. */
export const keepToken = (options: TokenOptions): Tokens => {
  let kept: Kept | undefined;
  let asking: Promise<Token | Unknown> | undefined;

  const renew = (): Promise<Token | Unknown> => {
    asking ??= ask(options)
      .then((answer) => {
        if (answer.kind === 'unknown') return answer;
        kept = answer;
        return { kind: 'token', token: answer.token } as const;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  const current = async () => {
    const now = options.clock();
    if (kept && now < kept.renewAt) return { kind: 'token', token: kept.token } as const;
    const usable = kept && now < kept.endsAt ? kept.token : undefined;
    const fresh = await renew();
    // Renewing early failed: the old token still has minutes to live.
    return fresh.kind === 'unknown' && usable ? ({ kind: 'token', token: usable } as const) : fresh;
  };
  return {
    current,
    insteadOf: async (rejected) => {
      if (kept?.token === rejected) kept = undefined;
      return current();
    },
  };
};

const ask = async (options: TokenOptions): Promise<(Kept & { readonly kind: 'kept' }) | Unknown> => {
  const credentials = Buffer.from(`${options.clientId}:${options.clientSecret}`).toString('base64');
  const asked = options.clock();
  const reply = await options
    .remote(`${options.base}/v1/oauth2/token`, {
      method: 'POST',
      deadlineMs: DEADLINE_MS,
      headers: {
        authorization: `Basic ${credentials}`,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body: 'grant_type=client_credentials',
    })
    .then(replyOf, replyOfFailure);
  if (reply.kind === 'unknown') return reply;
  if (reply.kind === 'refused')
    return unknown('unauthorised', { status: reply.status, debugId: reply.debugId });
  const { access_token: token, expires_in: seconds } = (reply.body ?? {}) as Record<string, unknown>;
  if (typeof token !== 'string' || token === '' || typeof seconds !== 'number' || !(seconds > 0))
    return unknown('unreadable', { status: reply.status, debugId: reply.debugId });
  const lasts = seconds * 1000;
  return {
    kind: 'kept',
    token,
    renewAt: asked + lasts - Math.min(EARLY_MS, lasts / 2),
    endsAt: asked + lasts,
  };
};
