import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Currency, money } from '../../kernel/money.ts';
import { laterStatus, wasTaken, whyNotOurs } from './judge.ts';
import type { CaptureFact, CaptureStatus } from './paypal.ts';

const expected = { attemptId: 'att-1', invoiceId: 'REF-1', total: money(4_990, 'EUR'), merchantId: 'ROWAN' };
const fact = (more: Partial<CaptureFact>): CaptureFact => ({
  id: 'CAP1', status: 'COMPLETED', amount: money(4_990, 'EUR'), fee: undefined, net: undefined,
  customId: 'att-1', invoiceId: 'REF-1', capturedAt: undefined, reason: undefined, ...more,
}); // biome-ignore format: one row
const judge = (
  more: Partial<CaptureFact>,
  payeeMerchantId: string | undefined = 'ROWAN',
  orderCustomId?: string,
) => whyNotOurs(expected, { fact: fact(more), payeeMerchantId, orderCustomId });

test('the payment that was asked for buys the seat', () => assert.equal(judge({}), undefined));
test('a cent too little is not it', () =>
  assert.equal(judge({ amount: money(4_989, 'EUR') }), 'wrong-amount'));
test('a cent too much is not it', () => assert.equal(judge({ amount: money(4_991, 'EUR') }), 'wrong-amount'));
test('the same digits in another currency are not it', () =>
  assert.equal(judge({ amount: money(4_990, 'USD' as Currency) }), 'wrong-amount'));
test('an amount nobody can read is not it', () => assert.equal(judge({ amount: undefined }), 'wrong-amount'));
test('money for another account is not ours', () => assert.equal(judge({}, 'SOMEONE'), 'wrong-payee'));
test('money for another attempt is not this one', () =>
  assert.equal(judge({ customId: 'att-2' }), 'wrong-payment'));
test('where the capture says nothing the order may speak', () =>
  assert.equal(judge({ customId: undefined }, 'ROWAN', 'att-1'), undefined));
test('the invoice number may stand in for the custom id', () =>
  assert.equal(judge({ customId: undefined }), undefined));
test('without custom id and invoice number nobody knows whose it is', () =>
  assert.equal(judge({ customId: undefined, invoiceId: undefined }), 'wrong-payment'));

test('late news never turns a status back', () => {
  const told: CaptureStatus[] = [
    'PENDING',
    'COMPLETED',
    'PENDING',
    'PARTIALLY_REFUNDED',
    'COMPLETED',
    'REFUNDED',
    'COMPLETED',
  ];
  const known: CaptureStatus[] = [];
  for (const status of told) known.push(laterStatus(known.at(-1), status));
  assert.deepEqual(known, [
    'PENDING',
    'COMPLETED',
    'COMPLETED',
    'PARTIALLY_REFUNDED',
    'PARTIALLY_REFUNDED',
    'REFUNDED',
    'REFUNDED',
  ]);
  assert.equal(laterStatus('COMPLETED', 'DECLINED'), 'COMPLETED');
});

test('a refunded capture was taken; a pending or declined one was not', () => {
  assert.ok(wasTaken('REFUNDED') && wasTaken('COMPLETED') && !wasTaken('PENDING') && !wasTaken('DECLINED'));
});
