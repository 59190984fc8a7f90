import type { Answer, Call } from './answer.ts';
import { decideCheckout, showCheckout } from './buyer.ts';
import { captureOrder, getCapture } from './captures.ts';
import { giveToken } from './oauth.ts';
import { confirmPaymentSource, createOrder, getOrder, patchOrder } from './orders.ts';
import { getRefund, refundCapture } from './refunds.ts';
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
  operation('buyer.show', 'GET /checkoutnow', showCheckout, true),
  operation('buyer.decide', 'POST /checkoutnow', decideCheckout, true),
];
