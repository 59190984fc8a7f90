import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** True in open mode: cookies are Secure and carry the __Host- prefix. */
    secureCookies: boolean;
  }
}

const fullName = (secure: boolean, name: string) => (secure ? `__Host-${name}` : name);

/** The value of one of our cookies; undefined when absent. */
export const readCookie = (request: FastifyRequest, name: string): string | undefined => {
  const header = request.headers.cookie;
  if (header === undefined) return undefined;
  return parseCookie(header)[fullName(request.server.secureCookies, name)];
};

const options = (secure: boolean, maxAge: number) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge }) as const;

const append = (reply: FastifyReply, text: string) => {
  reply.header('set-cookie', text);
};

/** Keeps a secret in the browser: HttpOnly, SameSite=Lax, whole site, this host only (`__Host-` in open mode). */
export const setSecretCookie = (
  reply: FastifyReply,
  name: string,
  value: string,
  maxAgeSeconds: number,
): void => {
  const secure = reply.server.secureCookies;
  append(
    reply,
    stringifySetCookie({ name: fullName(secure, name), value, ...options(secure, maxAgeSeconds) }),
  );
};

/** Forgets a cookie. */
export const clearCookie = (reply: FastifyReply, name: string): void => setSecretCookie(reply, name, '', 0);
