import assert from 'node:assert/strict';
import { Agent } from 'node:https';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import {
  ApiError,
  CheckoutPaymentIntent,
  Client,
  Environment,
  OrdersController,
  PatchOp,
  PaymentsController,
  TransactionSearchController,
} from '@paypal/paypal-server-sdk';
import { startPayPal } from '../paypal.ts';

const paypal = await startPayPal();
const port = Number(new URL(paypal.origin).port);
/** Dials the local PayPal whenever the SDK dials PayPal; the SDK itself is as it came. */
const agent = Object.assign(new Agent({ keepAlive: false }), {
  createConnection: () => connect({ port, host: '127.0.0.1' }),
});
after(async () => {
  agent.destroy();
  await paypal.close();
});

const clientWith = (oAuthClientSecret: string, timeout = 5_000) =>
  new Client({
    clientCredentialsAuthCredentials: { oAuthClientId: paypal.clientId, oAuthClientSecret },
    timeout,
    environment: Environment.Sandbox,
    httpClientOptions: { httpsAgent: agent },
  });
const client = clientWith(paypal.clientSecret);
const orders = new OrdersController(client);
const payments = new PaymentsController(client);

let made = 0;
const create = async (intent = CheckoutPaymentIntent.Capture) => {
  made += 1;
  return orders.createOrder({
    paypalRequestId: `sdk-${made}`,
    prefer: 'return=representation',
    body: {
      intent,
      purchaseUnits: [
        {
          invoiceId: `SDK-${made}`,
          customId: `attempt-${made}`,
          amount: {
            currencyCode: 'EUR',
            value: '49.90',
            breakdown: { itemTotal: { currencyCode: 'EUR', value: '49.90' } },
          },
          items: [
            { name: 'RS Practice', quantity: '1', unitAmount: { currencyCode: 'EUR', value: '49.90' } },
          ],
        },
      ],
      paymentSource: {
        paypal: {
          experienceContext: { returnUrl: 'http://127.0.0.1:9/r', cancelUrl: 'http://127.0.0.1:9/c' },
        },
      },
    },
  });
};

const refusalOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ApiError, String(error));
  const body = JSON.parse(String(error.body)) as { details?: { issue?: string }[] };
  return [error.statusCode, body.details?.[0]?.issue];
};

test('the official SDK buys, repeats and gives back', async () => {
  const { result, statusCode } = await create();
  const id = String(result.id);
  assert.deepEqual([statusCode, result.status], [200, 'PAYER_ACTION_REQUIRED']);
  assert.ok(result.links?.some(({ rel }) => rel === 'payer-action'));
  assert.deepEqual(await refusalOf(orders.captureOrder({ id, paypalRequestId: 'early' })), [
    422,
    'ORDER_NOT_APPROVED',
  ]);
  await paypal.decide(id, 'pays');
  const ask = { id, paypalRequestId: `capture-${id}`, prefer: 'return=representation' };
  const first = await orders.captureOrder(ask);
  const again = await orders.captureOrder(ask);
  const capture = first.result.purchaseUnits?.[0]?.payments?.captures?.[0];
  assert.deepEqual([first.statusCode, again.statusCode], [201, 200]);
  assert.equal(again.result.purchaseUnits?.[0]?.payments?.captures?.[0]?.id, capture?.id);
  assert.deepEqual(await refusalOf(orders.captureOrder({ ...ask, paypalRequestId: 'other' })), [
    422,
    'ORDER_ALREADY_CAPTURED',
  ]);
  assert.equal((await orders.getOrder({ id })).result.status, 'COMPLETED');

  const captureId = String(capture?.id);
  const refund = await payments.refundCapturedPayment({
    captureId,
    prefer: 'return=representation',
    paypalRequestId: 'refund-1',
    body: { amount: { currencyCode: 'EUR', value: '9.90' } },
  });
  assert.deepEqual([refund.statusCode, refund.result.status], [201, 'COMPLETED']);
  const over = payments.refundCapturedPayment({
    captureId,
    paypalRequestId: 'refund-2',
    body: { amount: { currencyCode: 'EUR', value: '40.01' } },
  });
  assert.deepEqual(await refusalOf(over), [422, 'REFUND_AMOUNT_EXCEEDED']);
  assert.equal(
    (await payments.getRefund({ refundId: String(refund.result.id) })).result.amount?.value,
    '9.90',
  );
  assert.equal((await payments.getCapturedPayment({ captureId })).result.status, 'PARTIALLY_REFUNDED');
});

test('the official SDK meets a decline, and the same order is paid another way', async () => {
  const id = String((await create()).result.id);
  await paypal.decide(id, 'declined');
  assert.deepEqual(await refusalOf(orders.captureOrder({ id, paypalRequestId: 'd1' })), [
    422,
    'INSTRUMENT_DECLINED',
  ]);
  await paypal.decide(id, 'held');
  const { result } = await orders.captureOrder({
    id,
    paypalRequestId: 'd2',
    prefer: 'return=representation',
  });
  const capture = result.purchaseUnits?.[0]?.payments?.captures?.[0];
  assert.deepEqual([result.status, capture?.status], ['COMPLETED', 'PENDING']);
  assert.deepEqual(
    await refusalOf(
      payments.refundCapturedPayment({ captureId: String(capture?.id), paypalRequestId: 'd3' }),
    ),
    [422, 'PENDING_CAPTURE'],
  );
});

test('the official SDK patches, authorises, voids and searches', async () => {
  const id = String((await create(CheckoutPaymentIntent.Authorize)).result.id);
  const patched = await orders.patchOrder({
    id,
    body: [
      {
        op: PatchOp.Replace,
        path: "/purchase_units/@reference_id=='default'/amount",
        value: {
          currency_code: 'EUR',
          value: '49.90',
          breakdown: { item_total: { currency_code: 'EUR', value: '49.90' } },
        },
      },
    ],
  });
  assert.equal(patched.statusCode, 204);
  await paypal.decide(id, 'pays');
  const { result } = await orders.authorizeOrder({
    id,
    paypalRequestId: 'a1',
    prefer: 'return=representation',
  });
  const authorizationId = String(result.purchaseUnits?.[0]?.payments?.authorizations?.[0]?.id);
  assert.equal((await payments.getAuthorizedPayment({ authorizationId })).result.status, 'CREATED');
  assert.equal((await payments.voidPayment({ authorizationId, paypalRequestId: 'v1' })).statusCode, 204);
  const found = await new TransactionSearchController(client).searchTransactions({
    startDate: '2020-01-01T00:00:00Z',
    endDate: '2020-01-20T00:00:00Z',
  });
  assert.deepEqual(found.result.transactionDetails, []);
});

test('the official SDK times out on a hanging capture, and its repeat finds the one capture', async () => {
  const id = String((await create()).result.id);
  await paypal.decide(id, 'pays');
  paypal.setFault({ operation: 'orders.capture', when: 'after', kind: 'hang' });
  const hasty = new OrdersController(clientWith(paypal.clientSecret, 300));
  await assert.rejects(hasty.captureOrder({ id, paypalRequestId: 'hang' }));
  const again = await orders.captureOrder({ id, paypalRequestId: 'hang', prefer: 'return=representation' });
  assert.equal(again.statusCode, 200);
  assert.equal(again.result.purchaseUnits?.[0]?.payments?.captures?.length, 1);
});

test('the official SDK is told of wrong credentials, unknown ids and errors it asked for', async () => {
  const stranger = new OrdersController(clientWith('wrong'));
  await assert.rejects(
    stranger.getOrder({ id: 'X' }),
    (error) =>
      error instanceof ApiError && error.statusCode === 401 && String(error.body).includes('invalid_client'),
  );
  assert.deepEqual(await refusalOf(orders.getOrder({ id: 'NOSUCHORDER' })), [404, 'INVALID_RESOURCE_ID']);
  const mocked = orders.createOrder({
    paypalRequestId: 'mock',
    paypalMockResponse: '{"mock_application_codes":"DUPLICATE_INVOICE_ID"}',
    body: {
      intent: CheckoutPaymentIntent.Capture,
      purchaseUnits: [{ amount: { currencyCode: 'EUR', value: '1.00' } }],
    },
  });
  assert.deepEqual(await refusalOf(mocked), [422, 'DUPLICATE_INVOICE_ID']);
});
