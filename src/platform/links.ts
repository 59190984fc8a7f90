import { createHmac } from 'node:crypto';

export type LinkPurpose =
  | 'payment'
  | 'order'
  | 'chair'
  | 'form'
  | 'application'
  | 'waiting'
  | 'together'
  | 'offer'
  | 'download';

/**
 * Secrets of links are made from the master key, not stored: a stolen database opens no order,
 * and the same link can be sent again.
 */
export type SecretLinks = {
  /** 128 bits as 22 characters of base64url; the same for the same purpose and id. Tables keep hashSecret() of it. */
  secret(purpose: LinkPurpose, id: string): string;
};

export const secretLinks = (key: Uint8Array): SecretLinks => ({
  secret: (purpose, id) =>
    createHmac('sha256', key).update(`${purpose}:${id}`).digest().subarray(0, 16).toString('base64url'),
});
