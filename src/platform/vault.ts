import { createHmac } from 'node:crypto';
import { seal, unseal } from './seal.ts';

/** Where a sealed text stands: it opens in this column of this row and nowhere else. */
export type Place = {
  /** With its schema: `care.applications`. */
  readonly table: string;
  readonly column: string;
  readonly practiceId: string;
  readonly id: string;
};

export type Vault = {
  /** AES-256-GCM under a key that never lies in the database; base64. */
  seal(text: string, place: Place): string;
  /** The text that was sealed at this place. Throws when it was changed or moved, or the key is another. */
  open(sealed: string, place: Place): string;
  /** 32 bytes by which the same text is known again (HMAC-SHA-256), and that tell nobody without the key what it is. */
  fingerprint(purpose: string, text: string): Buffer;
};

const words = ({ table, column, practiceId, id }: Place) => `${table} ${column} ${practiceId} ${id}`;

export const createVault = (key: Uint8Array): Vault => ({
  seal: (text, place) => seal(key, text, words(place)),
  open: (sealed, place) => unseal(key, sealed, words(place)),
  fingerprint: (purpose, text) => createHmac('sha256', key).update(`${purpose}\0${text}`).digest(),
});
