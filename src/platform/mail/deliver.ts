import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Sql } from '../db.ts';
import { newId } from '../ids.ts';
import type { JobDefinition, Jobs, ScheduleEntry } from '../jobs.ts';
import type { Log } from '../log.ts';
import type { Mail, Outbox } from '../outbox.ts';
import { seal, unseal } from '../seal.ts';
import { checkLetter } from './letter.ts';
import { type Claimed, claimMail, dueMail, insertMail, markFailed, markSent, type Waiting } from './store.ts';
import type { MailTransport } from './transport.ts';

/** The job that takes one letter to the mail server. */
export const MAIL_WAITING = 'mail-waiting';

/** Letters carry links that open things: while they wait, a stolen database must not show them. */
const placeOf = ({ practiceId, id }: Waiting) => `platform.outbox mail ${practiceId} ${id}`;

/** Letters are written in the caller's transaction, sealed with `key`, and leave after its commit. */
export const createOutbox = ({ jobs, key }: { readonly jobs: Jobs; readonly key: Uint8Array }): Outbox => ({
  mail: async (tx, order) => {
    const letter = checkLetter(order.mail);
    invariant(
      letter.ok,
      `a letter of kind ${order.kind} may leave (${letter.ok ? '' : letter.refusal.because})`,
    );
    const id = newId<'mail'>();
    const { to, subject, ...inside } = letter.value;
    const sealed = seal(key, JSON.stringify(inside), placeOf({ practiceId: order.practiceId, id }));
    const fresh = await insertMail(tx, id, { ...order, mail: { to, subject, sealed } });
    if (fresh) await jobs.enqueue(tx, MAIL_WAITING, { practiceId: order.practiceId, outboxId: id });
  },
});

export type DeliverDeps = {
  readonly sql: Sql;
  /** The key that letters were sealed with. */
  readonly key: Uint8Array;
  readonly log: Log;
  readonly transport: MailTransport;
  readonly fromAddress: string;
  /** The neutral name of a practice. */
  readonly senderName: (practiceId: PracticeId) => Promise<string>;
};

type SmtpError = { readonly code?: unknown; readonly responseCode?: unknown };

/** A code without words: servers quote the address in their sentences. */
const failureOf = (error: unknown): { code: string; forGood: boolean } => {
  const { code, responseCode } = (typeof error === 'object' && error !== null ? error : {}) as SmtpError;
  const reply = typeof responseCode === 'number' ? responseCode : undefined;
  return {
    code: reply === undefined ? String(code ?? 'failed') : `smtp-${reply}`,
    forGood: reply !== undefined && reply >= 500,
  };
};

const open = (key: Uint8Array, letter: Claimed): Mail => {
  const { to, subject, sealed } = letter.mail;
  return {
    to,
    subject,
    ...(JSON.parse(unseal(key, sealed, placeOf(letter))) as Omit<Mail, 'to' | 'subject'>),
  };
};

const domainOf = (address: string) => address.split('@').at(-1) ?? 'localhost';

/**
 * Tries one letter once. At least once: when we die between sending and marking, it is sent again with the same
 * Message-ID. Returns false when it was not due or was not taken.
 */
export const deliverMail = async (deps: DeliverDeps, waiting: Waiting): Promise<boolean> => {
  const letter = await claimMail(deps.sql, waiting);
  if (letter === undefined) return false;
  const fields = {
    practiceId: letter.practiceId,
    outboxId: letter.id,
    kind: letter.kind,
    attempt: letter.attempts,
  };
  try {
    await deps.transport.send({
      mail: open(deps.key, letter),
      from: { name: await deps.senderName(letter.practiceId), address: deps.fromAddress },
      messageId: `<${letter.id}@${domainOf(deps.fromAddress)}>`,
      sentAt: new Date(letter.createdAt.epochMilliseconds),
    });
  } catch (error) {
    const failure = failureOf(error);
    const gaveUp = await markFailed(deps.sql, letter, failure);
    deps.log.event(gaveUp ? 'mail-given-up' : 'mail-failed', { ...fields, code: failure.code });
    return false;
  }
  await markSent(deps.sql, letter);
  deps.log.event('mail-sent', fields);
  return true;
};

/** Tries every letter that is due; returns how many left. */
export const sweepMail = async (deps: DeliverDeps): Promise<number> => {
  let sent = 0;
  for (const waiting of await dueMail(deps.sql)) if (await deliverMail(deps, waiting)) sent++;
  return sent;
};

/** Sends a letter right after the commit that wrote it; what fails is left to the sweep and its back-off. */
export const mailJob = (deps: DeliverDeps): JobDefinition => ({
  name: MAIL_WAITING,
  run: async ({ practiceId, outboxId }) => {
    await deliverMail(deps, { practiceId: String(practiceId) as PracticeId, id: String(outboxId) });
  },
});

export const mailSweep = (deps: DeliverDeps): ScheduleEntry => ({
  name: 'mail-sweep',
  every: { seconds: 20 },
  run: async () => {
    await sweepMail(deps);
  },
});
