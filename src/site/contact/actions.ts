import type { Practice } from '../../identity/practice/public.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Limits } from '../../platform/limits.ts';
import type { SecretLinks } from '../../platform/links.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { letterOf } from './letter.ts';
import { judgePace, type Message, type MessageRefusal } from './message.ts';
import { readStamp, stampOf } from './stamp.ts';
import { clockSeconds, type MessageId, saveMessage } from './store.ts';

export type ContactDeps = {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly limits: Limits;
  readonly links: SecretLinks;
};

const PER_NETWORK = { points: 8, seconds: 3600 };
/** A flood from many networks must not fill the practice's mailbox. */
const PER_PRACTICE = { points: 200, seconds: 3600 };

const signer =
  ({ links }: ContactDeps, { id }: Practice) =>
  (text: string) =>
    links.secret('form', `contact:${id}:${text}`);

/** A stamp for a form that is drawn now. */
export const freshStamp = async (deps: ContactDeps, practice: Practice): Promise<string> =>
  stampOf(await clockSeconds(deps.db.sql), signer(deps, practice));

export type Sending = {
  readonly message: Message;
  readonly stamp: string;
  readonly trapped: boolean;
  /** Whom a flood is counted against: the network address. */
  readonly from: string;
};

/** Keeps a message and mails it to the practice, in one transaction; refuses what a program would send. */
export const sendMessage = async (
  deps: ContactDeps,
  practice: Practice,
  sending: Sending,
): Promise<Result<undefined, MessageRefusal>> => {
  if (sending.trapped) return refuse({ because: 'trap' });
  const drawnAt = readStamp(sending.stamp, signer(deps, practice));
  if (drawnAt === undefined) return refuse({ because: 'too-old' });
  const refusal = judgePace(drawnAt, await clockSeconds(deps.db.sql));
  if (refusal) return refuse(refusal);
  const free =
    (await deps.limits.take('contact-network', sending.from, PER_NETWORK)) &&
    (await deps.limits.take('contact-practice', practice.id, PER_PRACTICE));
  if (!free) return refuse({ because: 'too-many' });
  await keepAndMail(deps, practice, sending.message);
  return accept(undefined);
};

const keepAndMail = (deps: ContactDeps, practice: Practice, message: Message): Promise<void> =>
  deps.db.begin(async (tx) => {
    const id: MessageId = newId<'message'>();
    await saveMessage(tx, practice.id, id, message);
    await deps.outbox.mail(tx, {
      practiceId: practice.id,
      kind: 'contact-message',
      dedupe: `contact:${id}`,
      mail: letterOf(practice, message),
    });
  });
