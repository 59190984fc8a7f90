import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Answered, anOrder, at, callerOf, issueOf, textAt } from '../../test/support/paypal-caller.ts';
import { type OpenApiJudge, openApiJudge, skipWithoutOpenApi } from '../../test/support/paypal-openapi.ts';
import { type LocalPayPal, startPayPal } from '../paypal.ts';
import { ISSUES, statusOf } from './issues.ts';

const skip = skipWithoutOpenApi ?? false;
const judge: OpenApiJudge | undefined = skip ? undefined : openApiJudge();
const paypal: LocalPayPal = await startPayPal(judge ? { wording: judge.wording } : {});
after(() => paypal.close());
const call = await callerOf(paypal);

/** Calls, and lets PayPal's own file judge the answer. */
const judged = async (operation: string, ...asked: Parameters<typeof call>): Promise<Answered> => {
  const answer = await call(...asked);
  assert.deepEqual(
    judge?.objections(operation, answer.status, answer.body),
    [],
    `${operation} ${answer.status}`,
  );
  return answer;
};

const paidOrder = async (decision: 'pays' | 'held' | 'card-declined' = 'pays') => {
  const order = await judged('orders.create', 'POST /v2/checkout/orders', anOrder());
  const id = textAt(order.body, 'id');
  await paypal.decide(id, decision);
  const captured = await judged('orders.capture', `POST /v2/checkout/orders/${id}/capture`, {});
  return {
    id,
    captured,
    captureId: textAt(captured.body, 'purchase_units', 0, 'payments', 'captures', 0, 'id'),
  };
};

test('an order from creation to refund is what PayPal describes', { skip }, async () => {
  const minimal = await judged('orders.create', 'POST /v2/checkout/orders', anOrder(), {
    prefer: 'return=minimal',
  });
  assert.deepEqual(Object.keys(minimal.body as object).sort(), ['id', 'links', 'payment_source', 'status']);
  const { id, captured, captureId } = await paidOrder();
  assert.equal(captured.status, 201);
  assert.match(captureId, /^[A-Z0-9]{17}$/);
  await judged('orders.get', `GET /v2/checkout/orders/${id}`);
  await judged('captures.get', `GET /v2/payments/captures/${captureId}`);
  const refund = await judged('captures.refund', `POST /v2/payments/captures/${captureId}/refund`, {
    amount: { currency_code: 'USD', value: '20.00' },
    note_to_payer: 'As agreed',
  });
  assert.equal(refund.status, 201);
  await judged('refunds.get', `GET /v2/payments/refunds/${textAt(refund.body, 'id')}`);
  const rest = await judged('captures.refund', `POST /v2/payments/captures/${captureId}/refund`, {});
  assert.equal(textAt(rest.body, 'amount', 'value'), '160.00');
  const whole = await judged('orders.get', `GET /v2/checkout/orders/${id}`);
  assert.equal(at(whole.body, 'purchase_units', 0, 'payments', 'refunds', 1, 'status'), 'COMPLETED');
});

test('an order without payment source is created with 201 and can be confirmed and patched', {
  skip,
}, async () => {
  const { payment_source, ...bare } = anOrder();
  const order = await judged('orders.create', 'POST /v2/checkout/orders', bare);
  assert.deepEqual([order.status, textAt(order.body, 'status')], [201, 'CREATED']);
  const id = textAt(order.body, 'id');
  const patch = [
    {
      op: 'replace',
      path: "/purchase_units/@reference_id=='default'/amount",
      value: {
        currency_code: 'USD',
        value: '90.00',
        breakdown: {
          item_total: { currency_code: 'USD', value: '180.00' },
          discount: { currency_code: 'USD', value: '90.00' },
        },
      },
    },
  ];
  assert.equal((await judged('orders.patch', `PATCH /v2/checkout/orders/${id}`, patch)).status, 204);
  const confirmed = await judged('orders.confirm', `POST /v2/checkout/orders/${id}/confirm-payment-source`, {
    payment_source,
  });
  assert.equal(textAt(confirmed.body, 'status'), 'PAYER_ACTION_REQUIRED');
});

test('an authorised order is captured in parts, renewed or voided', { skip }, async () => {
  const authorise = async () => {
    const order = await judged('orders.create', 'POST /v2/checkout/orders', anOrder({ intent: 'AUTHORIZE' }));
    const id = textAt(order.body, 'id');
    await paypal.decide(id, 'pays');
    const done = await judged('orders.authorize', `POST /v2/checkout/orders/${id}/authorize`, {});
    return textAt(done.body, 'purchase_units', 0, 'payments', 'authorizations', 0, 'id');
  };
  const first = await authorise();
  await judged('authorizations.get', `GET /v2/payments/authorizations/${first}`);
  const part = { amount: { currency_code: 'USD', value: '100.00' } };
  await judged('authorizations.capture', `POST /v2/payments/authorizations/${first}/capture`, {
    ...part,
    invoice_id: 'part-1',
  });
  const tooMuch = await judged(
    'authorizations.capture',
    `POST /v2/payments/authorizations/${first}/capture`,
    { amount: { currency_code: 'USD', value: '107.01' }, invoice_id: 'part-2' },
  );
  assert.equal(issueOf(tooMuch), 'MAX_CAPTURE_AMOUNT_EXCEEDED');
  const second = await authorise();
  assert.equal(
    issueOf(
      await judged(
        'authorizations.reauthorize',
        `POST /v2/payments/authorizations/${second}/reauthorize`,
        {},
      ),
    ),
    'REAUTHORIZATION_TOO_SOON',
  );
  const voided = await judged(
    'authorizations.void',
    `POST /v2/payments/authorizations/${second}/void`,
    undefined,
    { prefer: 'return=minimal' },
  );
  assert.equal(voided.status, 204);
  assert.equal(
    issueOf(await judged('authorizations.void', `POST /v2/payments/authorizations/${second}/void`)),
    'PREVIOUSLY_VOIDED',
  );
});

test('pending and declined captures are what PayPal describes', { skip }, async () => {
  const held = await paidOrder('held');
  assert.equal(at(held.captured.body, 'purchase_units', 0, 'payments', 'captures', 0, 'status'), 'PENDING');
  const early = await judged('captures.refund', `POST /v2/payments/captures/${held.captureId}/refund`, {});
  assert.equal(issueOf(early), 'PENDING_CAPTURE');
  const declined = await paidOrder('card-declined');
  assert.equal(declined.captured.status, 201);
  assert.equal(
    at(declined.captured.body, 'purchase_units', 0, 'payments', 'captures', 0, 'status'),
    'DECLINED',
  );
});

test('refusals carry the names, issues and sentences of PayPal', { skip }, async () => {
  const create = (body: unknown, headers = {}) =>
    judged('orders.create', 'POST /v2/checkout/orders', body, headers);
  const unit = (change: object) =>
    anOrder({ purchase_units: [{ amount: { currency_code: 'USD', value: '10.00' }, ...change }] });
  const money = (currency_code: string, value: string) => unit({ amount: { currency_code, value } });
  const cases: readonly (readonly [string, Answered])[] = [
    ['MALFORMED_REQUEST_JSON', await create('{"intent":')],
    ['MISSING_REQUIRED_PARAMETER', await create({ intent: 'CAPTURE' })],
    ['INVALID_PARAMETER_VALUE', await create(anOrder({ intent: 'NO' }))],
    ['INVALID_STRING_LENGTH', await create(unit({ description: 'x'.repeat(128) }))],
    ['INVALID_CURRENCY_CODE', await create(money('XXX', '10.00'))],
    ['DECIMAL_PRECISION', await create(money('USD', '10.005'))],
    ['CANNOT_BE_ZERO_OR_NEGATIVE', await create(money('USD', '0.00'))],
    [
      'AMOUNT_MISMATCH',
      await create(
        unit({
          amount: {
            currency_code: 'USD',
            value: '10.00',
            breakdown: { item_total: { currency_code: 'USD', value: '9.00' } },
          },
        }),
      ),
    ],
    [
      'ITEM_TOTAL_REQUIRED',
      await create(
        unit({
          items: [{ name: 'a', quantity: '1', unit_amount: { currency_code: 'USD', value: '10.00' } }],
        }),
      ),
    ],
    [
      'DUPLICATE_REFERENCE_ID',
      await create(
        anOrder({
          purchase_units: ['a', 'a'].map((reference_id) => ({
            reference_id,
            amount: { currency_code: 'USD', value: '1.00' },
          })),
        }),
      ),
    ],
    [
      'MULTI_CURRENCY_ORDER',
      await create(
        anOrder({
          purchase_units: ['USD', 'EUR'].map((currency_code) => ({
            reference_id: currency_code,
            amount: { currency_code, value: '1.00' },
          })),
        }),
      ),
    ],
    ['INVALID_RESOURCE_ID', await judged('orders.get', 'GET /v2/checkout/orders/NOSUCHORDER')],
    ['INVALID_RESOURCE_ID', await judged('orders.capture', 'POST /v2/checkout/orders/NOSUCHORDER/capture')],
    [
      'INVALID_RESOURCE_ID',
      await judged('captures.refund', 'POST /v2/payments/captures/NOSUCHCAPTURE/refund'),
    ],
  ];
  for (const [issue, answer] of cases) assert.equal(issueOf(answer), issue);
  assert.equal(at(cases[1]?.[1].body, 'details', 0, 'field'), '/purchase_units');
});

test('an unknown token is a 401 in PayPal’s shape', { skip }, async () => {
  const answer = await judged('orders.get', 'GET /v2/checkout/orders/X', undefined, {
    authorization: 'Bearer stolen',
  });
  assert.deepEqual([answer.status, textAt(answer.body, 'name')], [401, 'AUTHENTICATION_FAILURE']);
});

test('webhooks, reports and cases are what PayPal describes', { skip }, async () => {
  const { captureId } = await paidOrder();
  const made = await judged('webhooks.post', 'POST /v1/notifications/webhooks', {
    url: 'http://127.0.0.1:9/hook',
    event_types: [{ name: '*' }],
  });
  const id = textAt(made.body, 'id');
  await judged('webhooks.get', `GET /v1/notifications/webhooks/${id}`);
  await judged('webhooks.list', 'GET /v1/notifications/webhooks');
  await judged('event-types.list', `GET /v1/notifications/webhooks/${id}/event-types`);
  await judged('webhooks-event-types.list', 'GET /v1/notifications/webhooks-event-types');
  await judged('webhooks.update', `PATCH /v1/notifications/webhooks/${id}`, [
    { op: 'replace', path: '/url', value: 'http://localhost:9/other' },
  ]);
  const events = await judged('webhooks-events.list', 'GET /v1/notifications/webhooks-events?page_size=5');
  const event = textAt(events.body, 'events', 0, 'id');
  await judged('webhooks-events.get', `GET /v1/notifications/webhooks-events/${event}`);
  await judged('webhooks-events.resend', `POST /v1/notifications/webhooks-events/${event}/resend`, {});
  await judged('simulate-event.post', 'POST /v1/notifications/simulate-event', {
    event_type: 'PAYMENT.CAPTURE.COMPLETED',
    webhook_id: id,
  });
  assert.equal((await judged('webhooks.delete', `DELETE /v1/notifications/webhooks/${id}`)).status, 204);
  assert.equal((await judged('webhooks.get', `GET /v1/notifications/webhooks/${id}`)).status, 404);

  paypal.advanceClock(4 * 3600);
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString();
  const report = await judged(
    'search.get',
    `GET /v1/reporting/transactions?start_date=${day(-1)}&end_date=${day(1)}&fields=all`,
  );
  const rows = at(report.body, 'transaction_details') as readonly unknown[];
  assert.ok(rows.some((row) => at(row, 'transaction_info', 'transaction_id') === captureId));
  await judged('balances.get', 'GET /v1/reporting/balances');
  await judged('disputes.list', 'GET /v1/customer/disputes?start_time=2026-01-01T00:00:00.000Z');

  const deeds = new URLSearchParams({ capture: captureId, deed: 'dispute' });
  await fetch(`${paypal.origin}/__sandbox/deeds`, { method: 'POST', body: deeds, redirect: 'manual' });
  const cases = await judged(
    'disputes.list',
    `GET /v1/customer/disputes?disputed_transaction_id=${captureId}`,
  );
  const dispute = textAt(cases.body, 'items', 0, 'dispute_id');
  await judged('disputes.get', `GET /v1/customer/disputes/${dispute}`);
  await judged('disputes.provide-evidence', `POST /v1/customer/disputes/${dispute}/provide-evidence`, {});
  await judged('disputes.accept-claim', `POST /v1/customer/disputes/${dispute}/accept-claim`, {});
  const after = await judged('disputes.get', `GET /v1/customer/disputes/${dispute}`);
  assert.equal(textAt(after.body, 'status'), 'RESOLVED');
});

test('what is lost in a dispute, refunded elsewhere, held and moved is reported as PayPal describes', {
  skip,
}, async () => {
  paypal.turnSwitches({ disputeFee: '15.00', refundFeeBack: 0.5 });
  const { captureId } = await paidOrder();
  const refundId = paypal.refundOutside(captureId, '30.00');
  const lost = paypal.openDispute(captureId, { reason: 'UNAUTHORISED', value: '50.00' });
  await judged('disputes.escalate', `POST /v1/customer/disputes/${lost}/escalate`, { note: 'no answer' });
  await judged('disputes.get', `GET /v1/customer/disputes/${lost}`);
  paypal.resolveDispute(lost, 'buyer');
  const told = await judged('disputes.get', `GET /v1/customer/disputes/${lost}`);
  assert.equal(textAt(told.body, 'fund_movements', 1, 'reason'), 'DISPUTE_FEE');
  for (const verdict of ['seller', 'cancelled', 'payout'] as const) {
    const dispute = paypal.openDispute(captureId, { value: '10.00' });
    paypal.resolveDispute(dispute, verdict);
    await judged('disputes.get', `GET /v1/customer/disputes/${dispute}`);
  }
  paypal.move({ code: 'T0400', amount: '-25.00' });
  paypal.move({ code: 'T0200', amount: '11.00', currency: 'EUR' });
  const refund = await judged('refunds.get', `GET /v2/payments/refunds/${refundId}`);
  assert.equal(textAt(refund.body, 'seller_payable_breakdown', 'paypal_fee', 'value'), '0.56');
  paypal.advanceClock(4 * 3600);
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString();
  const report = await judged(
    'search.get',
    `GET /v1/reporting/transactions?start_date=${day(-1)}&end_date=${day(1)}&page_size=500`,
  );
  const rows = (at(report.body, 'transaction_details') as readonly unknown[]).filter(
    (row) => at(row, 'transaction_info', 'paypal_reference_id') === captureId,
  );
  assert.deepEqual(rows.map((row) => textAt(row, 'transaction_info', 'transaction_event_code')).sort(), [
    ...['T0114', 'T1106', 'T1107', 'T1110', 'T1110', 'T1110', 'T1110', 'T1111', 'T1111', 'T1111', 'T1111'],
  ]);
  const balances = await judged('balances.get', 'GET /v1/reporting/balances');
  const usd = (at(balances.body, 'balances') as readonly unknown[]).find(
    (row) => textAt(row, 'currency') === 'USD',
  );
  assert.equal(textAt(usd, 'withheld_balance', 'value'), '0.00');
  paypal.turnSwitches({ disputeFee: '0.00', refundFeeBack: 0 });
});

test('every issue here is one of PayPal’s, with its status', { skip }, () => {
  for (const issue of ISSUES) {
    const statuses = judge?.statusesOf(issue) ?? [];
    assert.ok(
      statuses.includes(statusOf(issue)),
      `${issue} is listed under ${statuses.join(', ') || 'nothing'}`,
    );
  }
});

test('the judge objects to a wrong answer', { skip }, () => {
  assert.notDeepEqual(judge?.objections('orders.get', 200, { id: 5, status: 'PAID' }), []);
  assert.notDeepEqual(judge?.objections('orders.capture', 422, { name: 'OOPS', message: 'no' }), []);
  assert.ok((judge?.judged.size ?? 0) >= 30, 'most operations were judged');
});
