import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { hashSecret } from '../../platform/ids.ts';
import { urls } from '../../urls.ts';
import type { PaymentDeps } from './attempt-actions.ts';
import { capture } from './capture-actions.ts';
import { readReturn, readSecret } from './forms.ts';
import { paymentReference } from './order-body.ts';
import { outcomeOf } from './outcome.ts';
import {
  cancelledPage,
  otherPaymentPage,
  type PaymentShown,
  paymentPage,
  retryRefusedPage,
} from './pages.ts';
import { startPayment } from './start-actions.ts';
import { attemptBehind, standingOf } from './store.ts';

/** How long the buyer waits for PayPal before the page says "confirming" and the work goes on behind it. */
const PATIENCE_MS = 8000;

const LINK = { config: { access: 'secret-link' as const } };

/**
 * Where PayPal sends buyers back to, and the page of each payment. All of it works without cookies, in another
 * browser, twice: whoever holds the secret sees how this one payment stands.
 */
export const paymentRoutes =
  (deps: PaymentDeps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.payment(':secret'), LINK, async (request, reply) => {
      const shown = await paymentOf(deps, request);
      if (!shown) return reply.callNotFound();
      const order = orderAddress(deps, shown);
      if (order !== undefined) return reply.seeOther(order);
      return reply.page(paymentPage(await request.frame(), shown));
    });

    app.get(urls.paymentState(':secret'), LINK, async (request, reply) => {
      const shown = await paymentOf(deps, request);
      return shown
        ? reply.header('cache-control', 'no-store').send({ state: shown.outcome })
        : reply.callNotFound();
    });

    app.get(urls.paymentReturn(':secret'), LINK, async (request, reply) => {
      const shown = await paymentOf(deps, request);
      if (!shown) return reply.callNotFound();
      const { token } = readReturn(request.query);
      if (token !== undefined && token !== shown.attempt.paypalOrderId)
        return reply.page(otherPaymentPage(await request.frame(), shown), 409);
      await captureOrBePatient(deps, shown);
      return reply.seeOther(urls.payment(shown.secret));
    });

    app.get(urls.paymentCancel(':secret'), LINK, async (request, reply) => {
      const shown = await paymentOf(deps, request);
      if (!shown) return reply.callNotFound();
      if (shown.outcome !== 'go-on' && shown.outcome !== 'declined')
        return reply.seeOther(urls.payment(shown.secret));
      return reply.page(cancelledPage(await request.frame(), shown));
    });

    app.post(urls.paymentRetry(':secret'), LINK, (request, reply) => retry(deps, request, reply));
  };

const retry = async (
  deps: PaymentDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const shown = await paymentOf(deps, request);
  if (!shown) return reply.callNotFound() as unknown as FastifyReply;
  if (shown.standing.placedLongAgo) return reply.seeOther(urls.payment(shown.secret));
  const { practiceId, checkoutId } = shown.attempt;
  const started = await startPayment(deps, { practiceId, checkoutId });
  if (started.ok) return reply.seeOther(started.value.redirectTo);
  return reply.page(retryRefusedPage(await request.frame(), shown, started.refusal.because), 409);
};

const paymentOf = async (deps: PaymentDeps, request: FastifyRequest): Promise<PaymentShown | undefined> => {
  const secret = readSecret(request.params);
  if (!secret) return undefined;
  const attempt = await attemptBehind(deps.db.sql, request.practice.id, hashSecret(secret));
  if (!attempt) return undefined;
  const standing = await standingOf(deps.db.sql, attempt);
  const reference = paymentReference(attempt.checkoutId);
  return standing && { attempt, standing, outcome: outcomeOf(attempt, standing), secret, reference };
};

const orderAddress = (deps: PaymentDeps, { outcome, standing }: PaymentShown): string | undefined => {
  if (standing.orderId === null || standing.placedLongAgo) return undefined;
  if (outcome !== 'placed' && outcome !== 'not-needed') return undefined;
  const address = urls.order(deps.links.secret('order', standing.orderId));
  return outcome === 'placed' ? `${address}?placed=1` : address;
};

/** A slow PayPal does not keep the buyer at a white page; a fault behind the page goes to the log. */
const captureOrBePatient = async (deps: PaymentDeps, { attempt }: PaymentShown): Promise<void> => {
  const key = { practiceId: attempt.practiceId, attemptId: attempt.id };
  const work = capture(deps, key, 'return-page').then(
    () => undefined,
    (fault: unknown) => deps.log.fault('capture-failed', fault, { attemptId: attempt.id }),
  );
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
};
