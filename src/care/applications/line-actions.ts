import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { type ApplicationState, canApplicationBecome } from './application-states.ts';
import * as store from './store.ts';

/** What of a yes may be told: who, for which group, and for how many days. Nothing of what was written. */
export type Accepted = {
  readonly name: string;
  readonly email: string;
  readonly groupId: string;
  readonly offerDays: number;
};

/**
 * An application with a yes that is not acted on yet, locked until the caller's transaction ends (viewer job:waiting,
 * after the group's list was locked); undefined where the yes was taken back or is acted on already.
 */
export const acceptedApplication = async (
  tx: Tx,
  practiceId: PracticeId,
  applicationId: string,
): Promise<Accepted | undefined> => {
  const application = await store.lockApplication(tx, { practiceId, id: applicationId });
  if (application?.state !== 'accepted') return undefined;
  const { name, email, groupId, offerDays } = application;
  invariant(name && email && offerDays, 'a yes names somebody, and its days');
  return { name, email, groupId, offerDays };
};

/** The application follows whoever it put in line (viewer job:waiting). Told twice, it moves once. */
export const applicationMoved = async (
  tx: Tx,
  {
    practiceId,
    applicationId,
    to,
  }: { readonly practiceId: PracticeId; readonly applicationId: string; readonly to: ApplicationState },
): Promise<void> => {
  const application = await store.lockApplication(tx, { practiceId, id: applicationId });
  invariant(application, 'whoever was put in line by a yes has an application');
  const { state } = application;
  if (state === to) return;
  invariant(canApplicationBecome(state, to), `an application that is ${state} does not become ${to}`);
  await store.moveApplication(tx, application, { from: state, to, stepId: newId() });
};

/** Ids of applications whose yes nobody has acted on: an event may have been lost. With their groups. */
export const acceptedNotInLine = (db: Db, practiceId: PracticeId) =>
  db.as({ kind: 'job:waiting', practiceId }, async (tx) => [
    ...(await store.acceptedNotInLine(tx, practiceId)),
  ]);
