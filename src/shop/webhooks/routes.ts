import type { FastifyPluginAsync } from 'fastify';
import { urls } from '../../urls.ts';
import type { PaymentDeps } from '../payments/public.ts';
import { receive } from './actions.ts';

/**
 * PayPal's news. 200 for whatever is genuine, also twice and also of things we do not know; 400 for a forgery;
 * 503 only where it could not be judged or stored, because PayPal then sends it again.
 */
export const webhookRoutes =
  (deps: PaymentDeps): FastifyPluginAsync =>
  async (app) => {
    app.post(
      urls.paypalWebhook(),
      { config: { access: 'visitor', fromElsewhere: true } },
      async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const verdict = await deps.paypal.judgeWebhook({ headers: request.headers, body });
        if (verdict.kind === 'unjudged') return reply.code(503).send();
        if (verdict.kind === 'forged') {
          deps.log.event('webhook-forged', { practiceId: request.practice.id });
          return reply.code(400).send();
        }
        const event = { hint: verdict.hint, verifiedBy: verdict.verifiedBy, body: body.toString('utf8') };
        await receive(deps, request.practice.id, event);
        return reply.code(200).send();
      },
    );
  };
