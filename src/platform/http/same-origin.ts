import type { FastifyRequest } from 'fastify';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const host = (text: string, scheme: string): string | undefined => {
  const address = URL.parse(text.includes('://') ? text : `${scheme}://${text}`);
  return address === null ? undefined : address.host;
};

/**
 * True when a request that changes something was sent by one of our own pages.
 * The browser vouches for it in Sec-Fetch-Site, older ones in Origin; a request with neither is refused.
 */
export const fromOurOwnPage = (request: FastifyRequest): boolean => {
  if (SAFE.has(request.method)) return true;
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined) return site === 'same-origin';
  const scheme = URL.parse(origin)?.protocol.slice(0, -1);
  if (scheme === undefined || request.headers.host === undefined) return false;
  return host(origin, scheme) === host(request.headers.host, scheme);
};
