import { peopleById } from '../../identity/people/public.ts';
import { practiceById, practices } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Need } from '../../kernel/need.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Db } from '../../platform/db.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { urls } from '../../urls.ts';
import { DECIDE_WITHIN_DAYS, DRAFT_DAYS, KEPT_DAYS } from './application.ts';
import * as desk from './desk-store.ts';
import { arrivedLetter } from './letters.ts';
import { facilitatorIds } from './store.ts';

type TellDeps = { readonly db: Db; readonly outbox: Outbox; readonly publicUrl: string };

/**
 * Writes to each facilitator of the group that something was sent; never who, and never what. Safe to repeat.
 * @param about what it is about, so that the same news is one letter to each; `path` is where it is read.
 */
export const tellFacilitators = async (
  { db, outbox, publicUrl }: TellDeps,
  news: {
    readonly practiceId: PracticeId;
    readonly groupId: string;
    readonly about: string;
    readonly path: string;
  },
): Promise<void> => {
  const { practiceId, groupId, about, path } = news;
  const practice = await practiceById(db, practiceId);
  invariant(practice, 'an application belongs to a practice');
  await db.as({ kind: 'job:tell-facilitators', practiceId }, async (tx) => {
    const ids = await facilitatorIds(tx, practiceId, groupId);
    for (const { id, name, email } of await peopleById(tx, practiceId, ids)) {
      const address = publicUrl + path;
      const mail = { to: email, ...arrivedLetter(practice, { name, address }) };
      await outbox.mail(tx, { practiceId, kind: 'application-arrived', dedupe: `${about}:${id}`, mail });
    }
  });
};

/** What waits for a facilitator's word longer than it should; counts, never names. */
export const applicationNeeds = async (
  db: Db,
  practiceId: PracticeId,
  now: Instant,
): Promise<readonly Need[]> => {
  const before = now.subtract({ hours: 24 * DECIDE_WITHIN_DAYS });
  const { count, since } = await db.as({ kind: 'job:counts', practiceId }, (tx) =>
    desk.unansweredBefore(tx, practiceId, before),
  );
  if (count === 0 || since === null) return [];
  const sentence =
    count === 1
      ? 'Somebody applied more than three days ago and has no answer yet.'
      : `${count} people applied more than three days ago and have no answer yet.`;
  return [{ kind: 'application-unanswered', count, sentence, href: urls.deskApplications(), since }];
};

/** Deletes what was written where its time is over, in every practice. */
export const forgetOldApplications = async (db: Db): Promise<void> => {
  for (const { id } of await practices(db))
    await db.as({ kind: 'job:forget', practiceId: id }, (tx) =>
      desk.forgetOld(tx, id, { draft: DRAFT_DAYS, kept: KEPT_DAYS }),
    );
};
