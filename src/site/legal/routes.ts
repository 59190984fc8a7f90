import type { FastifyPluginAsync } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { agreementOf } from '../../shop/catalogue/public.ts';
import { ruleInForce, ruleList } from '../../shop/refund-rule/public.ts';
import { urls } from '../../urls.ts';
import { wordsOf } from '../words/public.ts';
import { readVersion } from './forms.ts';
import { accessibilityPage, agreementPage, privacyPage, termsPage } from './pages.ts';

/** What one agrees to and what one is promised, in plain words. */
export const legalRoutes =
  ({ db }: { readonly db: Db }): FastifyPluginAsync =>
  async (app) => {
    const open = { config: { access: 'visitor', cache: 'public' } } as const;
    app.get(urls.privacy(), open, async (request, reply) =>
      reply.page(privacyPage(await request.frame(), await wordsOf(db, request.practice))),
    );
    app.get(urls.terms(), open, async (request, reply) => {
      const { locale, currency } = request.practice;
      const [rule, words] = await Promise.all([
        ruleInForce(db.sql, request.practice),
        wordsOf(db, request.practice),
      ]);
      return reply.page(termsPage(await request.frame(), words, ruleList(rule, { locale, currency })));
    });
    app.get(urls.accessibility(), open, async (request, reply) =>
      reply.page(accessibilityPage(await request.frame(), await wordsOf(db, request.practice))),
    );
    app.get(urls.agreement(), open, async (request, reply) => {
      const asked = readVersion(request.query);
      const agreement = await agreementOf(db.sql, request.practice.id, asked);
      if (agreement === undefined && asked !== undefined) return reply.callNotFound();
      return reply.page(agreementPage(await request.frame(), agreement));
    });
  };
