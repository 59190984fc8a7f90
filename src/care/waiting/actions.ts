import type { Practice } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import { hashSecret, newId } from '../../platform/ids.ts';
import { type Asking, type AskRefusal, mayAsk } from '../asking/public.ts';
import type { Entry, GroupAtDoor } from './entry.ts';
import { linkLetter } from './letters.ts';
import { addressOf, asJob, step, type WaitingDeps } from './moving-actions.ts';
import * as store from './store.ts';

/**
 * Mails a private link to this address, from behind which somebody puts themselves on the list. Whether the address
 * waits already, or sits in the group, makes no difference to what whoever asks is told.
 */
export const askToWait = async (
  deps: WaitingDeps,
  practice: Practice,
  group: Pick<GroupAtDoor, 'id'>,
  asking: Asking,
): Promise<Result<undefined, AskRefusal>> => {
  const may = await mayAsk(deps.limits, { kind: 'waiting', practiceId: practice.id }, asking);
  if (!may.ok) return may;
  const { name, email } = asking;
  await deps.db.as({ kind: 'job:apply', practiceId: practice.id }, async (tx) => {
    const fresh = newId<'entry'>();
    const secretHash = hashSecret(deps.links.secret('waiting', fresh));
    const wish = { practiceId: practice.id, groupId: group.id, id: fresh, name, email, secretHash };
    const id = await store.askedEntryFor(tx, wish);
    const mail = { to: email, ...linkLetter(practice, { name, address: addressOf(deps, id) }) };
    const dedupe = `waiting-link:${newId()}`;
    await deps.outbox.mail(tx, { practiceId: practice.id, kind: 'waiting-link', dedupe, mail });
  });
  return accept(undefined);
};

/** Who holds the secret of an entry's link. */
export type Holder = { readonly practiceId: PracticeId; readonly secretHash: Buffer };

/** The holder's own entry; undefined where the link opens nothing. */
export const entryBehind = ({ db }: Pick<WaitingDeps, 'db'>, holder: Holder): Promise<Entry | undefined> =>
  db.as({ kind: 'link', ...holder }, (tx) => store.behindLink(tx, holder.practiceId, holder.secretHash));

/**
 * Does something to the holder's own entry, with its list locked before it is read again. Undefined where the link
 * opens nothing.
 */
export const withOwnEntry = async <Value>(
  deps: WaitingDeps,
  holder: Holder,
  work: (tx: Tx, entry: Entry) => Promise<Value>,
): Promise<Value | undefined> => {
  const found = await entryBehind(deps, holder);
  if (!found) return undefined;
  return asJob(deps, holder.practiceId, async (tx) => {
    await store.lockList(tx, found);
    const entry = await store.entryById(tx, found);
    return entry && work(tx, entry);
  });
};

/** The address is theirs: from now on they are in line. Pressed twice, they are in line once. */
export const confirmEntry = (deps: WaitingDeps, holder: Holder): Promise<true | undefined> =>
  withOwnEntry(deps, holder, async (tx, entry) => {
    if (entry.state === 'asked') await step(deps, tx, entry, { to: 'waiting', because: 'confirmed' });
    return true as const;
  });

export type LeaveRefusal = { readonly because: 'over' | 'being-paid' };

/** Leaves the list by oneself, at once; an offer that is open goes to the next. */
export const leaveList = (
  deps: WaitingDeps,
  holder: Holder,
): Promise<Result<true, LeaveRefusal> | undefined> =>
  withOwnEntry(deps, holder, async (tx, entry): Promise<Result<true, LeaveRefusal>> => {
    if (entry.state !== 'waiting' && entry.state !== 'paused' && entry.state !== 'offered')
      return refuse({ because: 'over' });
    if ((await endOwnOffer(deps, tx, entry, { how: 'declined', by: 'attendee' })) === 'being-paid')
      return refuse({ because: 'being-paid' });
    await step(deps, tx, entry, { to: 'left', because: 'withdrew' });
    return accept(true);
  });

/** Ends the live offer of somebody who goes, where there is one. */
export const endOwnOffer = async (
  { elsewhere }: WaitingDeps,
  tx: Tx,
  { practiceId, state, offerId }: Entry,
  ending: { readonly how: 'declined' | 'withdrawn'; readonly by: string },
): Promise<'ended' | 'being-paid'> =>
  state === 'offered' && offerId !== null
    ? elsewhere.endOffer(tx, { practiceId, offerId, ...ending })
    : 'ended';
