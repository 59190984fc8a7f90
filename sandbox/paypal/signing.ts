import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { invariant } from '../../src/kernel/invariant.ts';
import type { KeysRecord } from './records.ts';
import type { World } from './world.ts';

export const CERTS_PATH = '/v1/notifications/certs/';

export const keysOf = (world: World): KeysRecord => {
  const keys = world.ledger.get('keys', 'webhooks');
  invariant(keys !== undefined, 'the signing keys are made at start');
  return keys;
};

export type Signed = {
  readonly transmissionId: string;
  readonly time: string;
  readonly webhookId: string;
  readonly body: Buffer;
};

const message = ({ transmissionId, time, webhookId, body }: Signed) =>
  Buffer.from(`${transmissionId}|${time}|${webhookId}|${crc32(body)}`);

/** PayPal's signature over id, time, webhook and the checksum of the raw body, in base64. */
export const signTransmission = (world: World, signed: Signed): string =>
  sign('sha256', message(signed), createPrivateKey(keysOf(world).leafKeyPem)).toString('base64');

/** Whether this is a signature of ours over exactly these bytes. */
export const isOurSignature = (world: World, signed: Signed, signature: string): boolean => {
  const key = new X509Certificate(keysOf(world).leafPem).publicKey;
  return verify('sha256', message(signed), key, Buffer.from(signature, 'base64'));
};
