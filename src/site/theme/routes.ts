import type { FastifyPluginAsync } from 'fastify';
import { clearCookie, setSecretCookie } from '../../platform/http/cookies.ts';
import { urls } from '../../urls.ts';
import { readTheme } from './forms.ts';
import { THEME_COOKIE } from './theme.ts';

const YEAR_SECONDS = 365 * 86_400;

/** Day, evening, or as the device: kept in a cookie and nowhere else. */
export const themeRoutes: FastifyPluginAsync = async (app) => {
  app.post(urls.theme(), { config: { access: 'visitor' } }, async (request, reply) => {
    const { theme, back } = readTheme(request.body);
    if (theme === 'auto') clearCookie(reply, THEME_COOKIE);
    else setSecretCookie(reply, THEME_COOKIE, theme, YEAR_SECONDS);
    return reply.seeOther(back);
  });
};
