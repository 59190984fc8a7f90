import type { Answer, Call } from './answer.ts';
import {
  authorizeOrder,
  captureAuthorization,
  getAuthorization,
  reauthorize,
  voidAuthorization,
} from './authorizations.ts';
import { decideCheckout, showCheckout } from './buyer.ts';
import { captureOrder, getCapture } from './captures.ts';
import { getDispute, listDisputes, onDispute } from './dispute-answers.ts';
import { escalate, resolveDispute, review } from './disputes.ts';
import { giveToken } from './oauth.ts';
import { confirmPaymentSource, createOrder, getOrder, patchOrder } from './orders.ts';
import { getRefund, refundCapture } from './refunds.ts';
import { listTransactions, showBalances } from './reporting.ts';
import * as webhooks from './webhooks.ts';
import type { World } from './world.ts';

export type Operation = {
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  /** True where no bearer token is asked for. */
  readonly open: boolean;
  readonly run: (world: World, call: Call) => Answer;
};

const ID = '([A-Za-z0-9-]{1,64})';

/** "POST /v2/checkout/orders/:id/capture" as a method and a pattern. */
export const operation = (name: string, address: string, run: Operation['run'], open = false): Operation => {
  const [method = '', path = ''] = address.split(' ');
  return { name, method, path: new RegExp(`^${path.replaceAll(':id', ID)}$`), run, open };
};

/** What seller and buyer do in a dispute; in the sandbox one may also play the judge, as PayPal's own lets one. */
const disputeDeeds = () => {
  const deed = (name: string, act: Parameters<typeof onDispute>[0]) =>
    operation(`disputes.${name}`, `POST /v1/customer/disputes/:id/${name}`, onDispute(act));
  return [
    deed('accept-claim', (world, dispute) => resolveDispute(world, dispute, 'buyer')),
    deed('provide-evidence', review),
    deed('escalate', escalate),
    deed('adjudicate', (world, dispute, { body }) =>
      resolveDispute(world, dispute, /"BUYER_FAVOR"/.test(body.toString('utf8')) ? 'buyer' : 'seller'),
    ),
  ];
};

/** Everything that speaks PayPal's language. */
export const PAYPAL_OPERATIONS: readonly Operation[] = [
  operation('oauth.token', 'POST /v1/oauth2/token', giveToken, true),
  operation('orders.create', 'POST /v2/checkout/orders', createOrder),
  operation('orders.get', 'GET /v2/checkout/orders/:id', getOrder),
  operation('orders.patch', 'PATCH /v2/checkout/orders/:id', patchOrder),
  operation('orders.confirm', 'POST /v2/checkout/orders/:id/confirm-payment-source', confirmPaymentSource),
  operation('orders.capture', 'POST /v2/checkout/orders/:id/capture', captureOrder),
  operation('captures.get', 'GET /v2/payments/captures/:id', getCapture),
  operation('captures.refund', 'POST /v2/payments/captures/:id/refund', refundCapture),
  operation('refunds.get', 'GET /v2/payments/refunds/:id', getRefund),
  operation('orders.authorize', 'POST /v2/checkout/orders/:id/authorize', authorizeOrder),
  operation('authorizations.get', 'GET /v2/payments/authorizations/:id', getAuthorization),
  operation('authorizations.capture', 'POST /v2/payments/authorizations/:id/capture', captureAuthorization),
  operation('authorizations.void', 'POST /v2/payments/authorizations/:id/void', voidAuthorization),
  operation('authorizations.reauthorize', 'POST /v2/payments/authorizations/:id/reauthorize', reauthorize),
  operation('webhooks.post', 'POST /v1/notifications/webhooks', webhooks.createWebhook),
  operation('webhooks.list', 'GET /v1/notifications/webhooks', webhooks.listWebhooks),
  operation('webhooks.get', 'GET /v1/notifications/webhooks/:id', webhooks.getWebhook),
  operation('webhooks.update', 'PATCH /v1/notifications/webhooks/:id', webhooks.patchWebhook),
  operation('webhooks.delete', 'DELETE /v1/notifications/webhooks/:id', webhooks.deleteWebhook),
  operation(
    'event-types.list',
    'GET /v1/notifications/webhooks/:id/event-types',
    webhooks.listWebhookEventTypes,
  ),
  operation(
    'webhooks-event-types.list',
    'GET /v1/notifications/webhooks-event-types',
    webhooks.listEventTypes,
  ),
  operation('webhooks-events.list', 'GET /v1/notifications/webhooks-events', webhooks.listEvents),
  operation('webhooks-events.get', 'GET /v1/notifications/webhooks-events/:id', webhooks.getEvent),
  operation(
    'webhooks-events.resend',
    'POST /v1/notifications/webhooks-events/:id/resend',
    webhooks.resendEvent,
  ),
  operation('simulate-event.post', 'POST /v1/notifications/simulate-event', webhooks.simulateEvent),
  operation(
    'verify-webhook-signature.post',
    'POST /v1/notifications/verify-webhook-signature',
    webhooks.verifySignature,
  ),
  operation('search.get', 'GET /v1/reporting/transactions', listTransactions),
  operation('balances.get', 'GET /v1/reporting/balances', showBalances),
  operation('disputes.list', 'GET /v1/customer/disputes', listDisputes),
  operation('disputes.get', 'GET /v1/customer/disputes/:id', getDispute),
  ...disputeDeeds(),
  operation('buyer.show', 'GET /checkoutnow', showCheckout, true),
  operation('buyer.decide', 'POST /checkoutnow', decideCheckout, true),
];
