/** The refusals the local PayPal gives of its own accord: status and a short description in our words. */
const TABLE = {
  MALFORMED_REQUEST_JSON: [400, 'The body is not well-formed JSON.'],
  MISSING_REQUIRED_PARAMETER: [400, 'A member that must be there is missing.'],
  INVALID_PARAMETER_SYNTAX: [400, 'The value does not have the expected form.'],
  INVALID_PARAMETER_VALUE: [400, 'The value is not among those allowed.'],
  INVALID_STRING_LENGTH: [400, 'The text is too short or too long.'],
  INVALID_ARRAY_MIN_ITEMS: [400, 'The list has too few members.'],
  INVALID_ARRAY_MAX_ITEMS: [400, 'The list has too many members.'],
  PAYPAL_REQUEST_ID_REQUIRED: [400, 'An order with a payment source needs the header PayPal-Request-Id.'],
  INVALID_PATCH_OPERATION: [400, 'This kind of patch is not possible here.'],
  FIELD_NOT_PATCHABLE: [400, 'This member cannot be patched.'],
  INVALID_ACCOUNT_STATUS: [401, 'The account could not be validated.'],
  PERMISSION_DENIED: [403, 'The account may not do this.'],
  INVALID_RESOURCE_ID: [404, 'Nothing has this id, or it has expired.'],
  PREVIOUS_REQUEST_IN_PROGRESS: [409, 'The same request is still being worked on.'],
  INVALID_CURRENCY_CODE: [422, 'The currency is unknown or not supported.'],
  DECIMAL_PRECISION: [422, 'The amount has more decimals than the currency.'],
  DECIMALS_NOT_SUPPORTED: [422, 'This currency has no decimals.'],
  CANNOT_BE_ZERO_OR_NEGATIVE: [422, 'The amount must be above zero.'],
  CANNOT_BE_NEGATIVE: [422, 'The amount must not be below zero.'],
  MAX_VALUE_EXCEEDED: [422, 'The amount is larger than allowed.'],
  MULTI_CURRENCY_ORDER: [422, 'An order has one currency.'],
  AMOUNT_MISMATCH: [422, 'The amount is not the sum of its breakdown.'],
  ITEM_TOTAL_REQUIRED: [422, 'Items need breakdown.item_total.'],
  ITEM_TOTAL_MISMATCH: [422, 'breakdown.item_total is not the sum of the items.'],
  TAX_TOTAL_REQUIRED: [422, 'Taxed items need breakdown.tax_total.'],
  TAX_TOTAL_MISMATCH: [422, 'breakdown.tax_total is not the sum of the tax of the items.'],
  REFERENCE_ID_REQUIRED: [422, 'Several purchase units need a reference_id each.'],
  DUPLICATE_REFERENCE_ID: [422, 'A reference_id stands twice.'],
  REFERENCE_ID_NOT_FOUND: [422, 'No purchase unit has this reference_id.'],
  UNSUPPORTED_INTENT: [422, 'The intent is not possible here.'],
  UNSUPPORTED_PATCH_PARAMETER_VALUE: [422, 'The value in the patch is not possible.'],
  ORDER_ALREADY_COMPLETED: [422, 'The order is completed.'],
  ORDER_CANNOT_BE_CONFIRMED: [422, 'The order is beyond confirming.'],
  ORDER_NOT_APPROVED: [422, 'The buyer has not approved the order.'],
  ORDER_ALREADY_CAPTURED: [422, 'The order has been captured.'],
  ORDER_ALREADY_AUTHORIZED: [422, 'The order has been authorised.'],
  ORDER_COMPLETION_IN_PROGRESS: [422, 'The order is being completed.'],
  ACTION_DOES_NOT_MATCH_INTENT: [422, 'The order was made for the other intent.'],
  PAYER_ACTION_REQUIRED: [422, 'The buyer must do something at PayPal first.'],
  INSTRUMENT_DECLINED: [422, 'The way of paying was declined; the buyer may choose another.'],
  MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED: [422, 'The buyer has tried too often with this order.'],
  DUPLICATE_INVOICE_ID: [422, 'The invoice_id has been used before.'],
  TRANSACTION_REFUSED: [422, 'The payment was refused.'],
  PAYER_CANNOT_PAY: [422, 'The buyer cannot pay this.'],
  PAYER_ACCOUNT_RESTRICTED: [422, "The buyer's account is restricted."],
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: [422, "The buyer's account is locked or closed."],
  TRANSACTION_LIMIT_EXCEEDED: [422, "The buyer's limit is exceeded."],
  COMPLIANCE_VIOLATION: [422, 'The payment breaks a rule of law.'],
  REDIRECT_PAYER_FOR_ALTERNATE_FUNDING: [422, 'The buyer must choose another way of paying.'],
  PAYEE_ACCOUNT_RESTRICTED: [422, "The seller's account is restricted."],
  PAYEE_ACCOUNT_LOCKED_OR_CLOSED: [422, "The seller's account is locked or closed."],
  PAYEE_BLOCKED_TRANSACTION: [422, 'The seller blocks such payments.'],
  AUTHORIZATION_VOIDED: [422, 'The authorisation was voided.'],
  AUTHORIZATION_EXPIRED: [422, 'The authorisation has expired.'],
  AUTHORIZATION_ALREADY_CAPTURED: [422, 'The authorisation was captured.'],
  AUTH_CAPTURE_CURRENCY_MISMATCH: [422, 'Capture and authorisation differ in currency.'],
  MAX_CAPTURE_AMOUNT_EXCEEDED: [422, 'The captures exceed what may be captured.'],
  PREVIOUSLY_VOIDED: [422, 'The authorisation was voided before.'],
  PREVIOUSLY_CAPTURED: [422, 'The authorisation was captured before.'],
  REAUTHORIZATION_TOO_SOON: [422, 'A new authorisation is possible from the fourth day.'],
  REAUTHORIZATION_NOT_SUPPORTED: [422, 'This authorisation cannot be renewed.'],
  AUTHORIZATION_AMOUNT_EXCEEDED: [422, 'The amount exceeds what was authorised.'],
  AUTH_CURRENCY_MISMATCH: [422, 'The currency differs from what was authorised.'],
  PENDING_CAPTURE: [422, 'A pending capture cannot be refunded yet.'],
  CAPTURE_FULLY_REFUNDED: [422, 'The capture has been refunded in full.'],
  REFUND_AMOUNT_EXCEEDED: [422, 'More than what is left of the capture.'],
  REFUND_CAPTURE_CURRENCY_MISMATCH: [422, 'Refund and capture differ in currency.'],
  REFUND_TIME_LIMIT_EXCEEDED: [422, 'A capture can be refunded for 180 days.'],
  REFUND_NOT_ALLOWED: [422, 'This capture cannot be refunded.'],
  REFUND_FAILED_INSUFFICIENT_FUNDS: [422, 'The account has too little money for the refund.'],
  TRANSACTION_DISPUTED: [422, 'While a case is open there are no partial refunds.'],
  REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK: [422, 'A chargeback forbids the refund.'],
} as const satisfies Record<string, readonly [number, string]>;

export type Issue = keyof typeof TABLE;

/** Every issue there is here. */
export const ISSUES = Object.keys(TABLE) as Issue[];

export const isIssue = (text: string): text is Issue => Object.hasOwn(TABLE, text);

/** The HTTP status that belongs to an issue. */
export const statusOf = (issue: Issue): number => TABLE[issue][0];

/** The issue in our own words. */
export const describe = (issue: Issue): string => TABLE[issue][1];

/** What PayPal names an error of this status, and one sentence of ours. */
export const ERROR_NAMES: Readonly<Record<number, readonly [name: string, message: string]>> = {
  400: ['INVALID_REQUEST', 'The request cannot be read.'],
  401: ['AUTHENTICATION_FAILURE', 'The bearer token is missing, unknown or expired.'],
  403: ['NOT_AUTHORIZED', 'The account may not do this.'],
  404: ['RESOURCE_NOT_FOUND', 'There is nothing here.'],
  405: ['METHOD_NOT_SUPPORTED', 'This address does not answer to this method.'],
  409: ['RESOURCE_CONFLICT', 'Another request is in the way.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'The body must be JSON.'],
  422: ['UNPROCESSABLE_ENTITY', 'The request is understood and cannot be carried out.'],
  429: ['RATE_LIMIT_REACHED', 'Too many requests.'],
  500: ['INTERNAL_SERVER_ERROR', 'Something broke.'],
  503: ['SERVICE_UNAVAILABLE', 'Not available at the moment.'],
};
