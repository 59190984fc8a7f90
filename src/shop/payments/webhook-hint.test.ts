import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readHint } from './webhook-hint.ts';

const nothing = {
  paypalOrderId: undefined,
  customId: undefined,
  captureId: undefined,
  refundId: undefined,
  disputeId: undefined,
};
const up = [
  { rel: 'self', href: 'x' },
  { rel: 'up', href: 'https://api-m.paypal.com/v2/payments/captures/CAP1' },
];

const CASES: readonly (readonly [type: string, resource: unknown, found: object])[] = [
  [
    'CHECKOUT.ORDER.APPROVED',
    { id: 'O1', purchase_units: [{ custom_id: 'a1' }] },
    { paypalOrderId: 'O1', customId: 'a1' },
  ],
  ['CHECKOUT.PAYMENT-APPROVAL.REVERSED', { order_id: 'O1' }, { paypalOrderId: 'O1' }],
  [
    'PAYMENT.CAPTURE.COMPLETED',
    { id: 'CAP1', custom_id: 'a1', supplementary_data: { related_ids: { order_id: 'O1' } } },
    { captureId: 'CAP1', customId: 'a1', paypalOrderId: 'O1' },
  ],
  [
    'PAYMENT.CAPTURE.REFUNDED',
    { id: 'R1', custom_id: 'a1', links: up },
    { refundId: 'R1', captureId: 'CAP1', customId: 'a1' },
  ],
  ['PAYMENT.CAPTURE.REVERSED', { id: 'R1', links: up }, { refundId: 'R1', captureId: 'CAP1' }],
  ['PAYMENT.CAPTURE.REVERSED', { id: 'CAP1', links: [] }, { captureId: 'CAP1' }],
  ['PAYMENT.REFUND.FAILED', { id: 'R1', links: up }, { refundId: 'R1', captureId: 'CAP1' }],
  [
    'CUSTOMER.DISPUTE.CREATED',
    { dispute_id: 'D', disputed_transactions: [{ seller_transaction_id: 'CAP1' }] },
    { captureId: 'CAP1', disputeId: 'D' },
  ],
  ['SOMETHING.NEW', { id: 5, links: 'no list', custom_id: { odd: true } }, {}],
  ['SOMETHING.NEW', undefined, {}],
];

for (const [eventType, resource, found] of CASES)
  test(`${eventType} about ${JSON.stringify(resource)} says where to look`, () => {
    const hint = readHint({ id: 'WH-1', event_type: eventType, resource });
    assert.deepEqual(hint, { eventId: 'WH-1', eventType, ...nothing, ...found });
  });

test('what is no event gives no hint', () => {
  for (const event of [
    undefined,
    null,
    5,
    'x',
    [],
    {},
    { id: 'WH-1' },
    { event_type: 'X' },
    { id: '', event_type: 'X' },
    { id: {}, event_type: [] },
  ])
    assert.equal(readHint(event), undefined);
});
