import { allowancePerMinute } from './allowance.ts';
import type { PayPalApi } from './api.ts';
import { type SignatureOptions, signatureJudge, type Transmission } from './signature.ts';

export type WebhookMessage = {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body exactly as it came. */
  readonly body: Buffer;
};

export type WebhookJudgement =
  | { readonly kind: 'genuine'; readonly verifiedBy: 'signature' | 'postback' }
  | { readonly kind: 'forged'; readonly why: string }
  | { readonly kind: 'unjudged'; readonly why: string };

const DEADLINE_MS = 10_000;
/** Forgeries must not make us call PayPal without bound: it would stop listening, to payments too. */
const MOST_POSTBACKS = 4;
const MOST_POSTBACKS_A_MINUTE = 20;

/** Judges a webhook offline, and asks PayPal where that cannot be done. */
export const webhookJudge = (options: SignatureOptions & { readonly api: PayPalApi }) => {
  const judgeSignature = signatureJudge(options);
  const mayAsk = allowancePerMinute(MOST_POSTBACKS_A_MINUTE, options.now);
  let asking = 0;
  return async ({ headers, body }: WebhookMessage): Promise<WebhookJudgement> => {
    const transmission = readTransmission(headers);
    if (!transmission) return { kind: 'forged', why: 'headers missing' };
    if (!isJsonObject(body)) return { kind: 'forged', why: 'no event in it' };
    const verdict = await judgeSignature(transmission, body);
    if (verdict.kind === 'genuine') return { kind: 'genuine', verifiedBy: 'signature' };
    if (verdict.kind === 'forged') return verdict;
    if (asking >= MOST_POSTBACKS || !mayAsk())
      return { kind: 'unjudged', why: 'too many to ask PayPal about' };
    asking += 1;
    try {
      return await askPayPal(options, transmission, body);
    } finally {
      asking -= 1;
    }
  };
};

const readTransmission = (headers: WebhookMessage['headers']): Transmission | undefined => {
  const one = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' && value.length > 0 && value.length <= 2000 ? value : undefined;
  };
  const id = one('paypal-transmission-id');
  const time = one('paypal-transmission-time');
  const signature = one('paypal-transmission-sig');
  const certUrl = one('paypal-cert-url');
  const algorithm = one('paypal-auth-algo');
  return id && time && signature && certUrl && algorithm
    ? { id, time, signature, certUrl, algorithm }
    : undefined;
};

/** One JSON object and nothing after it: the raw bytes are spliced into a request of ours. */
const isJsonObject = (body: Buffer): boolean => {
  try {
    const event: unknown = JSON.parse(body.toString('utf8'));
    return typeof event === 'object' && event !== null && !Array.isArray(event);
  } catch {
    return false;
  }
};

/**
 * PayPal's own verification. The event goes in byte for byte: written anew, its numbers and order could change
 * and PayPal would say FAILURE.
 */
const askPayPal = async (
  { api, webhookId }: { readonly api: PayPalApi; readonly webhookId: string },
  transmission: Transmission,
  body: Buffer,
): Promise<WebhookJudgement> => {
  const about = JSON.stringify({
    auth_algo: transmission.algorithm,
    cert_url: transmission.certUrl,
    transmission_id: transmission.id,
    transmission_sig: transmission.signature,
    transmission_time: transmission.time,
    webhook_id: webhookId,
  });
  const reply = await api.call({
    method: 'POST',
    path: '/v1/notifications/verify-webhook-signature',
    deadlineMs: DEADLINE_MS,
    body: Buffer.concat([Buffer.from(`${about.slice(0, -1)},"webhook_event":`), body, Buffer.from('}')]),
  });
  const status =
    reply.kind === 'ok'
      ? (reply.body as { verification_status?: unknown } | null)?.verification_status
      : undefined;
  if (status === 'SUCCESS') return { kind: 'genuine', verifiedBy: 'postback' };
  if (status === 'FAILURE') return { kind: 'forged', why: 'PayPal does not know it' };
  return { kind: 'unjudged', why: 'neither certificate nor PayPal in reach' };
};
