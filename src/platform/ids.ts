import { createHash, randomBytes, randomInt } from 'node:crypto';
import { type Id, uuidV7 } from '../kernel/id.ts';

/** A fresh UUIDv7. */
export const newId = <Kind extends string>(): Id<Kind> => uuidV7<Kind>(Date.now(), randomBytes(10));

/** 128 random bits for a link or cookie, as 22 characters of base64url. Only its hash is stored. */
export const newSecret = (): string => randomBytes(16).toString('base64url');

/** Random bytes for a code that people type: enough to draw letters from fairly. */
export const randomCode = (): Uint8Array => randomBytes(64);

/** What the database keeps of a secret. SHA-256 suffices: the secret has 128 random bits, no dictionary helps. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** A short mark of what was shown, by which a form notices that it has changed. */
export const markOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** A whole number from 0 below `below`, each as likely. */
export const lucky = (below: number): number => randomInt(below);
