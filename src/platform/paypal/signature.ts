import { verify, type X509Certificate } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type Instant, Temporal } from '../../kernel/time.ts';
import { type Remote, RemoteFailure, remoteTo } from '../remote.ts';
import { allowancePerMinute } from './allowance.ts';
import { readPem, whyNotTrusted } from './chain.ts';

/** The headers that carry a webhook's signature. */
export type Transmission = {
  readonly id: string;
  readonly time: string;
  readonly signature: string;
  readonly certUrl: string;
  readonly algorithm: string;
};

export type Verdict =
  | { readonly kind: 'genuine' }
  | { readonly kind: 'forged'; readonly why: string }
  /** Not to be judged here: the certificate is out of reach or leads to no root we hold. PayPal itself must say. */
  | { readonly kind: 'unjudged'; readonly why: string };

export type SignatureOptions = {
  readonly webhookId: string;
  /** The only origins certificates come from. */
  readonly certOrigins: readonly string[];
  readonly roots: readonly X509Certificate[];
  readonly commonName: string;
  readonly now: () => Instant;
};

const CERT_PATH = /^\/v1\/notifications\/certs\/[A-Za-z0-9_-]{1,128}$/;
const DEADLINE_MS = 5_000;
const MOST_KEPT = 8;
const FAILURE_KEPT_SECONDS = 60;
/** PayPal signs with one certificate for months; only forgeries name ever new ones. */
const MOST_FETCHES_A_MINUTE = 20;
/** PayPal tries for three days; an older message is somebody's recording. */
const OLDEST_DAYS = 4;

const forged = (why: string) => ({ kind: 'forged', why }) as const;
const unjudged = (why: string) => ({ kind: 'unjudged', why }) as const;

/**
 * Judges webhooks offline, as PayPal describes it: RSA-SHA256 over `id|time|webhook|crc32(body)`,
 * made with a key whose certificate leads to a pinned root.
 */
export const signatureJudge = (options: SignatureOptions) => {
  const certificates = keepCertificates(remoteTo(options.certOrigins), options.now);
  return async (transmission: Transmission, body: Buffer): Promise<Verdict> => {
    const wrong = whyWrong(transmission, options);
    if (wrong) return forged(wrong);
    const chain = await certificates(transmission.certUrl);
    const leaf = chain?.[0];
    if (!chain || !leaf) return unjudged('certificate out of reach');
    const distrust = whyNotTrusted(chain, { ...options, now: options.now() });
    if (distrust) return unjudged(`certificate not trusted: ${distrust}`);
    const message = `${transmission.id}|${transmission.time}|${options.webhookId}|${crc32(body)}`;
    const signature = Buffer.from(transmission.signature, 'base64');
    return verify('sha256', Buffer.from(message), leaf.publicKey, signature)
      ? { kind: 'genuine' }
      : forged('signature does not fit');
  };
};

const whyWrong = (transmission: Transmission, options: SignatureOptions): string | undefined => {
  if (transmission.algorithm !== 'SHA256withRSA') return 'another algorithm';
  if (!/^[A-Za-z0-9+/]{40,1400}={0,2}$/.test(transmission.signature)) return 'no signature';
  if (!/^[\x21-\x7b\x7d\x7e]{1,128}$/.test(transmission.id)) return 'no transmission id';
  const sentAt = readInstant(transmission.time);
  if (!sentAt) return 'no time';
  if (sentAt.until(options.now()).total('hours') > OLDEST_DAYS * 24) return 'too old';
  return isCertAddress(transmission.certUrl, options.certOrigins) ? undefined : 'certificate from elsewhere';
};

const readInstant = (text: string): Instant | undefined => {
  if (text.length > 40) return undefined;
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
};

/** Only these origins and this path, spelled the plain way: the address comes from whoever sent the message. */
export const isCertAddress = (address: string, origins: readonly string[]): boolean => {
  const url = address.length <= 300 ? URL.parse(address) : null;
  if (!url || url.href !== address) return false;
  return (
    origins.includes(url.origin) && CERT_PATH.test(url.pathname) && address === url.origin + url.pathname
  );
};

type Kept = { readonly chain: X509Certificate[] | undefined; readonly until: Instant };

/** Good certificates and addresses that led nowhere are kept apart: forgeries never push out a good one. */
const keepCertificates = (remote: Remote, now: () => Instant) => {
  const good = new Map<string, Kept>();
  const bad = new Map<string, Kept>();
  const asking = new Map<string, Promise<X509Certificate[] | undefined>>();
  const mayFetch = allowancePerMinute(MOST_FETCHES_A_MINUTE, now);
  const ask = async (address: string) => {
    if (!mayFetch()) return undefined;
    const chain = await fetchChain(remote, address);
    const seconds = chain ? 86_400 : FAILURE_KEPT_SECONDS;
    keep(chain ? good : bad, address, { chain, until: now().add({ seconds }) });
    return chain;
  };
  return async (address: string): Promise<X509Certificate[] | undefined> => {
    const found = good.get(address) ?? bad.get(address);
    if (found && Temporal.Instant.compare(now(), found.until) < 0) return found.chain;
    const asked = asking.get(address) ?? ask(address).finally(() => asking.delete(address));
    asking.set(address, asked);
    return asked;
  };
};

const keep = (kept: Map<string, Kept>, address: string, entry: Kept): void => {
  kept.delete(address);
  kept.set(address, entry);
  const oldest = kept.keys().next().value;
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
};

const fetchChain = async (remote: Remote, address: string): Promise<X509Certificate[] | undefined> => {
  try {
    const answer = await remote(address, { method: 'GET', deadlineMs: DEADLINE_MS, maxBytes: 65_536 });
    return answer.status === 200 ? readPem(answer.body.toString('latin1')) : undefined;
  } catch (failure) {
    if (failure instanceof RemoteFailure) return undefined;
    throw failure;
  }
};
