import { type Answer, type Call, json } from './answer.ts';
import { newPayPalId, newToken } from './ids.ts';
import { isPast, stamp, switches, type World } from './world.ts';

const refused = (status: number, error: string, description: string): Answer =>
  json(status, { error, error_description: description });

/** A bearer token for the account's id and secret. Errors have OAuth's shape, not PayPal's. */
export const giveToken = (world: World, call: Call): Answer => {
  const match = /^Basic ([A-Za-z0-9+/=]+)$/.exec(call.headers.authorization ?? '');
  const [id, ...rest] = Buffer.from(match?.[1] ?? '', 'base64')
    .toString('utf8')
    .split(':');
  const { clientId, clientSecret, merchantId } = world.account;
  if (id !== clientId || rest.join(':') !== clientSecret)
    return refused(401, 'invalid_client', 'Client Authentication failed');
  const form = new URLSearchParams(call.body.toString('utf8'));
  if (form.get('grant_type') !== 'client_credentials')
    return refused(400, 'unsupported_grant_type', 'Only client_credentials is given here');
  const seconds = switches(world).tokenSeconds;
  const token = newToken();
  const now = world.now();
  world.ledger.put('tokens', token, { token, expiresAt: stamp(now.add({ seconds })) });
  return json(200, {
    scope:
      'https://uri.paypal.com/services/payments/payment https://uri.paypal.com/services/applications/webhooks',
    access_token: token,
    token_type: 'Bearer',
    app_id: `APP-${merchantId}`,
    expires_in: seconds,
    nonce: `${stamp(now)}${newPayPalId()}`,
  });
};

/** Whether the request carries a token that was given and has not run out or been revoked. */
export const hasToken = (world: World, call: Call): boolean => {
  const match = /^Bearer (\S+)$/i.exec(call.headers.authorization ?? '');
  const token = match?.[1] === undefined ? undefined : world.ledger.get('tokens', match[1]);
  return token !== undefined && !isPast(world, token.expiresAt);
};

/** Takes every token back, as PayPal does when a secret is changed. */
export const revokeTokens = (world: World): void => {
  for (const { token } of world.ledger.all('tokens')) world.ledger.remove('tokens', token);
};
