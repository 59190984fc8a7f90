import type { PracticeId } from '../kernel/id.ts';
import type { Tx } from './db.ts';

/** One letter to one person. It is built by code that cannot see anybody else. */
export type Mail = {
  readonly to: string;
  /** Neutral: never a group's name or a health word. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar?: { readonly filename: string; readonly content: string };
};

export type MailOrder = {
  readonly practiceId: PracticeId;
  /** kebab-case kind of letter: `order-confirmation`, `sign-in-link`. */
  readonly kind: string;
  /** The same key twice is the same letter: the second is dropped. */
  readonly dedupe: string;
  readonly mail: Mail;
  /** Shown in that order's story. */
  readonly orderId?: string;
};

/** Every effect outside the database leaves through here, in the transaction that decided it. */
export type Outbox = {
  mail(tx: Tx, order: MailOrder): Promise<void>;
};
