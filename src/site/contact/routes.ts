import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { networkOf } from '../../platform/network.ts';
import { urls } from '../../urls.ts';
import { wordsOf } from '../words/public.ts';
import { type ContactDeps, freshStamp, sendMessage } from './actions.ts';
import { readMessage } from './forms.ts';
import { type ContactPage, contactPage, messageSentPage } from './pages.ts';

export const contactRoutes =
  (deps: ContactDeps): FastifyPluginAsync =>
  async (app) => {
    const visitor = { config: { access: 'visitor' } } as const;
    const drawn = async (request: FastifyRequest, shown: Omit<ContactPage, 'stamp' | 'words'> = {}) =>
      contactPage(await request.frame(), {
        ...shown,
        stamp: await freshStamp(deps, request.practice),
        words: await wordsOf(deps.db, request.practice),
      });

    app.get(urls.contact(), visitor, async (request, reply) => reply.page(await drawn(request)));

    app.post(urls.contact(), visitor, async (request, reply) => {
      const input = readMessage(request.body);
      const { typed } = input;
      if (!input.ok) return reply.page(await drawn(request, { typed, errors: input.errors }), 422);
      const sent = await sendMessage(deps, request.practice, { ...input, from: networkOf(request.ip) });
      if (sent.ok) return reply.seeOther(urls.contactSent());
      const status = sent.refusal.because === 'too-many' ? 429 : 409;
      return reply.page(await drawn(request, { typed, refusal: sent.refusal }), status);
    });

    app.get(urls.contactSent(), visitor, async (request, reply) =>
      reply.page(messageSentPage(await request.frame())),
    );
  };
