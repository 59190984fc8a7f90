import { generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { Instant } from '../../src/kernel/time.ts';
import { bits, integer, octets, oid, sequence, set, tagged, time, truth, utf8 } from './der.ts';

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const COMMON_NAME = '2.5.4.3';
const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';

/** The name PayPal's sandbox signs its webhooks with. */
export const WEBHOOK_SIGNER = 'messageverificationcerts.sandbox.paypal.com';

export type CertificateOrder = {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly issuerKey: KeyObject;
  readonly from: Instant;
  readonly until: Instant;
  readonly authority: boolean;
};

const name = (common: string) => sequence(set(sequence(oid(COMMON_NAME), utf8(common))));

const extension = (id: string, value: Uint8Array) => sequence(oid(id), truth(), octets(value));

/** An X.509 v3 certificate (RFC 5280), signed with the issuer's P-256 key, as PEM. */
export const writeCertificate = (order: CertificateOrder): string => {
  const extensions = order.authority
    ? [extension(BASIC_CONSTRAINTS, sequence(truth())), extension(KEY_USAGE, bits(Buffer.from([0x06]), 1))]
    : [extension(BASIC_CONSTRAINTS, sequence()), extension(KEY_USAGE, bits(Buffer.from([0x80]), 7))];
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    name(order.issuer),
    sequence(time(order.from.toString()), time(order.until.toString())),
    name(order.subject),
    order.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, order.issuerKey);
  const der = sequence(body, ECDSA_WITH_SHA256, bits(signature)).toString('base64');
  const lines = der.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
};

const newKeys = promisify(generateKeyPair);

/** A certificate authority of our own and a leaf that signs webhooks: what PayPal has from DigiCert. */
export const makeAuthority = async (now: Instant) => {
  const [root, leaf] = await Promise.all([
    newKeys('ec', { namedCurve: 'P-256' }),
    newKeys('rsa', { modulusLength: 2048 }),
  ]);
  const issuer = 'Ninefold local PayPal, no real money';
  const shared = { issuer, issuerKey: root.privateKey, from: now.subtract({ hours: 24 }) };
  const caPem = writeCertificate({
    ...shared,
    subject: issuer,
    publicKey: root.publicKey,
    until: now.add({ hours: 24 * 3650 }),
    authority: true,
  });
  const leafPem = writeCertificate({
    ...shared,
    subject: WEBHOOK_SIGNER,
    publicKey: leaf.publicKey,
    until: now.add({ hours: 24 * 3649 }),
    authority: false,
  });
  return {
    caPem,
    leafPem,
    leafKeyPem: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certName: `CERT-${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`,
  };
};
