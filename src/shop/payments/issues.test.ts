import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classOfIssue, needsHuman } from './issues.ts';

const CASES: readonly (readonly [string, number, ReturnType<typeof classOfIssue>])[] = [
  ['INSTRUMENT_DECLINED', 422, 'ask-buyer'],
  ['PAYER_ACTION_REQUIRED', 422, 'ask-buyer'],
  ['ORDER_NOT_APPROVED', 422, 'not-yet'],
  ['ORDER_ALREADY_CAPTURED', 422, 'done'],
  ['DUPLICATE_INVOICE_ID', 422, 'check-siblings'],
  ['INVALID_RESOURCE_ID', 404, 'gone'],
  ['SOMETHING_NEW', 404, 'gone'],
  ['SOMETHING_NEW', 409, 'in-flight'],
  ['TRANSACTION_REFUSED', 422, 'buyer-side'],
  ['NOT_ENABLED_FOR_CARD_PROCESSING', 422, 'our-account'],
  ['AMOUNT_MISMATCH', 422, 'our-fault'],
  ['INVALID_REQUEST', 400, 'our-fault'],
];

for (const [issue, status, expected] of CASES)
  test(`${issue} with ${status} is ${expected}`, () => assert.equal(classOfIssue(issue, status), expected));

test('a buyer is never asked to mend what only the practice can', () => {
  assert.ok(needsHuman('our-account') && needsHuman('our-fault'));
  assert.ok(!needsHuman('ask-buyer') && !needsHuman('gone') && !needsHuman('buyer-side'));
});
