// Calls the local PayPal the way a program calls PayPal, without our own client.
import type { LocalPayPal } from '../../sandbox/paypal.ts';

export type Answered = { readonly status: number; readonly body: unknown; readonly headers: Headers };

export type Caller = (
  address: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answered>;

let calls = 0;

/** `call('POST /v2/checkout/orders', {...})` with a fresh token and a fresh PayPal-Request-Id each time. */
export const callerOf = async (paypal: LocalPayPal): Promise<Caller> => {
  const token = await tokenOf(paypal);
  return async (address, body, headers = {}) => {
    const [method = 'GET', path = '/'] = address.split(' ');
    calls += 1;
    const answer = await fetch(paypal.origin + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        prefer: 'return=representation',
        'paypal-request-id': `call-${calls}`,
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === '' ? undefined : JSON.parse(text),
      headers: answer.headers,
    };
  };
};

export const tokenOf = async (paypal: LocalPayPal): Promise<string> => {
  const answer = await fetch(`${paypal.origin}/v1/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${paypal.clientId}:${paypal.clientSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  return ((await answer.json()) as { access_token: string }).access_token;
};

let orders = 0;

/** The body of an order for one chair. */
export const anOrder = (change: Readonly<Record<string, unknown>> = {}) => {
  orders += 1;
  return {
    intent: 'CAPTURE',
    purchase_units: [
      {
        reference_id: 'default',
        custom_id: `attempt-${orders}`,
        invoice_id: `RS-${orders}-1`,
        description: 'RS Practice, order',
        amount: {
          currency_code: 'USD',
          value: '180.00',
          breakdown: { item_total: { currency_code: 'USD', value: '180.00' } },
        },
        items: [
          { name: 'RS Practice', quantity: '1', unit_amount: { currency_code: 'USD', value: '180.00' } },
        ],
      },
    ],
    payment_source: {
      paypal: {
        experience_context: {
          return_url: 'http://127.0.0.1:9/payments/secret/return?s=1',
          cancel_url: 'http://127.0.0.1:9/payments/secret/cancel',
          user_action: 'PAY_NOW',
          shipping_preference: 'NO_SHIPPING',
          payment_method_preference: 'IMMEDIATE_PAYMENT_REQUIRED',
        },
      },
    },
    ...change,
  };
};

/** A member deep inside an answer, for assertions. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );

/** The same, where it must be text. */
export const textAt = (value: unknown, ...path: readonly (string | number)[]): string =>
  String(at(value, ...path));

/** The issue of a refusal. */
export const issueOf = (answer: Answered): string => textAt(answer.body, 'details', 0, 'issue');
