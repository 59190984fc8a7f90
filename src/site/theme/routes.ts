import type { FastifyPluginAsync } from 'fastify';
import { clearCookie, setSecretCookie } from '../../platform/http/cookies.ts';
import { accentOfFile, colorsOf, stylesheetOf } from '../../ui/colors/palette.ts';
import { judgeAccent } from '../../ui/colors/rules.ts';
import { urls } from '../../urls.ts';
import { readTheme } from './forms.ts';
import { THEME_COOKIE } from './theme.ts';

const YEAR_SECONDS = 365 * 86_400;

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Day, evening, or as the device: kept in a cookie and nowhere else. And the stylesheet of a practice's own color. */
export const themeRoutes: FastifyPluginAsync = async (app) => {
  app.get<{ Params: { file: string } }>(
    urls.colors(':file'),
    { config: { access: 'visitor', bare: true } },
    async ({ params }, reply) => {
      const accent = accentOfFile(params.file);
      if (accent === undefined || judgeAccent(accent) !== undefined) return reply.callNotFound();
      // A page drawn before an upgrade names the stylesheet of that day: it gets today's, and nobody keeps it.
      const current = colorsOf(accent).stylesheet === urls.colors(params.file);
      reply.header('cache-control', current ? FOR_EVER : 'no-store').type('text/css; charset=utf-8');
      return stylesheetOf(accent);
    },
  );
  app.post(urls.theme(), { config: { access: 'visitor' } }, async (request, reply) => {
    const { theme, back } = readTheme(request.body);
    if (theme === 'auto') clearCookie(reply, THEME_COOKIE);
    else setSecretCookie(reply, THEME_COOKIE, theme, YEAR_SECONDS);
    return reply.seeOther(back);
  });
};
