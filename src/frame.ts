import type { FastifyRequest } from 'fastify';
import { practiceByHost } from './identity/practice/public.ts';
import { SIGN_IN_COOKIE, signedInBy } from './identity/sign-in/public.ts';
import { readCookie } from './platform/http/cookies.ts';
import type { Platform } from './platform/platform.ts';
import { CART_COOKIE, cartCount } from './shop/cart/public.ts';
import { THEME_COOKIE, themeFrom } from './site/theme/public.ts';
import { colorsOf } from './ui/colors/palette.ts';
import type { Frame } from './ui/frame.ts';

/** Finds the practice of this host and who is signed in; false when nobody answers to the host. */
export const welcome =
  ({ db }: Platform) =>
  async (request: FastifyRequest): Promise<boolean> => {
    const practice = await practiceByHost(db, request.headers.host ?? '');
    if (practice === undefined) return false;
    request.practice = practice;
    const secret = readCookie(request, SIGN_IN_COOKIE);
    if (secret !== undefined) request.signedIn = await signedInBy(db, practice.id, secret);
    return true;
  };

/** What surrounds this request's page. */
export const frameOf =
  (platform: Platform) =>
  async (request: FastifyRequest): Promise<Frame> => {
    const { practice, signedIn } = request;
    const secret = readCookie(request, CART_COOKIE);
    return {
      practice,
      example: platform.mode === 'example',
      cartCount: secret === undefined ? 0 : await cartCount(platform.db.sql, practice.id, secret),
      signedIn: signedIn && {
        name: signedIn.name,
        desk: signedIn.roles.includes('owner') || signedIn.roles.includes('front-desk'),
        facilitates: signedIn.roles.includes('facilitator'),
      },
      colors: practice.accent === undefined ? undefined : colorsOf(practice.accent),
      theme: themeFrom(readCookie(request, THEME_COOKIE)),
      path: request.url,
      origin: platform.publicUrl,
      asset: platform.asset,
    };
  };
