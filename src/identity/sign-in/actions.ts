import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { hashSecret, newId, newSecret } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { urls } from '../../urls.ts';
import { practiceById, practices } from '../practice/public.ts';
import { CONSOLE_LINK_MINUTES, LINK_MINUTES } from './limits.ts';
import { signInLetter } from './pages.ts';
import type { SignedIn } from './signed-in.ts';
import * as store from './store.ts';

export const SIGN_IN_ASKED = 'sign-in-asked';

/** 256 random bits. */
const newLongSecret = () => newSecret() + newSecret();

const signingIn = <T>(db: Db, practiceId: PracticeId, work: (tx: Tx) => Promise<T>) =>
  db.as({ kind: 'signing-in', practiceId }, work);

/** Somebody asks for a link. Does the same work for every address; whether it is known, a job finds out. */
export const askForLink = (
  deps: { db: Db; jobs: Jobs },
  practiceId: PracticeId,
  email: string,
): Promise<void> =>
  signingIn(deps.db, practiceId, async (tx) => {
    const id = newId<'sign-in-request'>();
    await store.insertRequest(tx, { practiceId, id, email });
    await deps.jobs.enqueue(tx, SIGN_IN_ASKED, { practiceId, requestId: id });
  });

const newLink = async (tx: Tx, practiceId: PracticeId, personId: string, minutes: number) => {
  const secret = newLongSecret();
  const id = newId<'sign-in-link'>();
  await store.insertLink(tx, { practiceId, id, personId, secretHash: hashSecret(secret), minutes });
  return { id, secret };
};

/** Writes the link's letter when the address belongs to somebody who works here; runs once a request. */
export const sendLink = async (
  deps: { db: Db; outbox: Outbox; publicUrl: string },
  practiceId: PracticeId,
  requestId: string,
): Promise<void> => {
  const practice = await practiceById(deps.db, practiceId);
  invariant(practice, 'a sign-in is asked for at a practice');
  await signingIn(deps.db, practiceId, async (tx) => {
    const request = await store.takeRequest(tx, practiceId, requestId);
    if (!request?.personId) return;
    const { id, secret } = await newLink(tx, practiceId, request.personId, LINK_MINUTES);
    const mail = signInLetter({
      to: request.email,
      practice,
      link: deps.publicUrl + urls.signInLink(secret),
    });
    await deps.outbox.mail(tx, { practiceId, kind: 'sign-in-link', dedupe: `sign-in-link:${id}`, mail });
  });
};

/**
 * The path of a fresh one-time link for the practice's first owner, for the console of the machine it runs on.
 * It lasts twelve hours.
 */
export const ownerLink = (db: Db, practiceId: PracticeId): Promise<string> =>
  signingIn(db, practiceId, async (tx) => {
    const personId = await store.ownerId(tx, practiceId);
    invariant(personId, 'a practice has an owner');
    const { secret } = await newLink(tx, practiceId, personId, CONSOLE_LINK_MINUTES);
    return urls.signInLink(secret);
  });

/** Whether the link would still open. Looking does not use it: mail scanners open links too. */
export const linkIsGood = (db: Db, practiceId: PracticeId, secret: string): Promise<boolean> =>
  signingIn(db, practiceId, (tx) => store.linkIsGood(tx, practiceId, hashSecret(secret)));

export type NewSignIn = { readonly secret: string; readonly who: SignedIn };

/** Uses a link and opens a sign-in with a new secret; undefined when the link is used, over or unknown. */
export const signIn = (db: Db, practiceId: PracticeId, linkSecret: string): Promise<NewSignIn | undefined> =>
  signingIn(db, practiceId, async (tx) => {
    const personId = await store.useLink(tx, practiceId, hashSecret(linkSecret));
    if (personId === undefined) return undefined;
    const secret = newLongSecret();
    const id = newId<'sign-in'>();
    await store.insertSignIn(tx, { practiceId, id, personId, secretHash: hashSecret(secret) });
    const who = await store.liveSignIn(tx, practiceId, hashSecret(secret));
    invariant(who, 'a sign-in just opened lives');
    return { secret, who };
  });

/** Who holds this secret, looked up at each request; undefined when ended, idle for half an hour or 12 hours old. */
export const signedInBy = (db: Db, practiceId: PracticeId, secret: string): Promise<SignedIn | undefined> =>
  signingIn(db, practiceId, async (tx) => {
    const found = await store.liveSignIn(tx, practiceId, hashSecret(secret));
    if (!found) return undefined;
    if (found.stale) await store.seeSignIn(tx, practiceId, found.id);
    return { personId: found.personId, name: found.name, roles: found.roles };
  });

export const signOut = (db: Db, practiceId: PracticeId, secret: string) =>
  signingIn(db, practiceId, (tx) => store.endSignIn(tx, practiceId, hashSecret(secret)));

/** Ends whatever a person has open here: the own address is another now, and who reads the old one is not let in. */
export const endSignInsOf = (db: Db, practiceId: PracticeId, personId: string): Promise<void> =>
  signingIn(db, practiceId, (tx) => store.endAllOf(tx, practiceId, personId));

/** Forgets links, sign-ins and requests that have been over for a day, in every practice. */
export const forgetOldSignIns = async (db: Db): Promise<void> => {
  for (const practice of await practices(db))
    await signingIn(db, practice.id, (tx) => store.forgetOld(tx, practice.id));
};
