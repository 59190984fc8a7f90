// An owner who is in, without a letter: by the one-time link that a console prints.
import assert from 'node:assert/strict';
import { ownerLink } from '../../src/identity/sign-in/public.ts';
import type { PracticeId } from '../../src/kernel/id.ts';
import type { Db } from '../../src/platform/db.ts';
import type { TestApp, Visitor } from './app.ts';

/** A browser in which the practice's first owner is signed in. */
export const ownerIn = async (
  site: Pick<TestApp, 'visitor'>,
  db: Db,
  practiceId: PracticeId,
): Promise<Visitor> => {
  const visitor = site.visitor();
  const answer = await visitor.post(await ownerLink(db, practiceId));
  assert.equal(answer.statusCode, 303);
  return visitor;
};
