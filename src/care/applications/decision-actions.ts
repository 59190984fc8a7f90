import type { Practice } from '../../identity/practice/public.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { type ApplicationDeps, addressOf } from './actions.ts';
import type { Application } from './application.ts';
import { type ApplicationState, canApplicationBecome } from './application-states.ts';
import { answerLetter } from './letters.ts';
import { sealLetter, sealNote } from './sealing-actions.ts';
import * as store from './store.ts';

/** The yes was said: a chair is to be found. */
const APPLICATION_ACCEPTED = 'application-accepted';

/** Who decides: a facilitator of the group, which row-level security sees to. */
export type Decider = { readonly practice: Practice; readonly personId: string; readonly name: string };

export type Say = 'yes' | 'talk' | 'no';

export type Decision = {
  readonly applicationId: string;
  readonly say: Say;
  /** The letter as it was shown. */
  readonly letter: string;
  /** For how many days a chair is kept; of a yes. */
  readonly offerDays: number;
  /** Where the application stood on the page that was answered. */
  readonly seen: ApplicationState;
};

export type DecisionRefusal = { readonly because: 'moved-on' | 'being-paid' };

const BECOMES = { yes: 'accepted', talk: 'talking', no: 'refused' } as const satisfies Record<
  Say,
  ApplicationState
>;

/** What a facilitator can say of an application in this state. */
export const sayable = (state: ApplicationState): readonly Say[] =>
  (Object.keys(BECOMES) as Say[]).filter((say) => canApplicationBecome(state, BECOMES[say]));

/** A yes that is being acted on can be taken back into talking as long as nobody pays. */
const isInLine = (state: ApplicationState): boolean => state === 'waiting' || state === 'offered';

/**
 * Says yes, no, or "let us talk", and sends the letter that was shown. Undefined where this person may not see the
 * application; `moved-on` where somebody else was quicker.
 */
export const decide = async (
  deps: ApplicationDeps,
  { practice, personId, name }: Decider,
  decision: Decision,
): Promise<Result<true, DecisionRefusal> | undefined> => {
  const key = { practiceId: practice.id, id: decision.applicationId };
  const by = { personId, name };
  const step = (tx: Tx, application: Application) =>
    takeStep(deps, tx, { practice, application, decision, by });
  const asDecider = <Value>(work: (tx: Tx) => Promise<Value>) =>
    deps.db.as({ kind: 'person', practiceId: practice.id, personId }, work);
  if (!isInLine(decision.seen))
    return asDecider(async (tx) => {
      const application = await store.lockApplication(tx, key);
      return application && step(tx, application);
    });
  // Taking somebody out of the line is the list's own work: who may decide is asked first, as themselves.
  const found = await asDecider((tx) => store.applicationById(tx, key));
  if (!found) return undefined;
  return deps.db.as({ kind: 'job:waiting', practiceId: practice.id }, async (tx) => {
    await deps.line.lock(tx, found);
    const application = await store.lockApplication(tx, key);
    if (!application || application.state !== decision.seen) return refuse({ because: 'moved-on' });
    const who = { practiceId: practice.id, applicationId: application.id, how: 'removed' } as const;
    if ((await deps.line.leave(tx, who)) === 'being-paid') return refuse({ because: 'being-paid' });
    return step(tx, application);
  });
};

type Stepping = {
  readonly practice: Practice;
  readonly application: Application;
  readonly decision: Decision;
  readonly by: { readonly personId: string; readonly name: string };
};

const takeStep = async (
  deps: ApplicationDeps,
  tx: Tx,
  { practice, application, decision, by }: Stepping,
): Promise<Result<true, DecisionRefusal>> => {
  const { id, state, email } = application;
  const to = BECOMES[decision.say];
  if (state !== decision.seen || !canApplicationBecome(state, to)) return refuse({ because: 'moved-on' });
  invariant(email, 'an application that can be decided is not forgotten');
  const stepId = newId<'step'>();
  const moved = await store.moveApplication(tx, application, {
    ...{ from: state, to, stepId, by },
    letter: sealLetter(deps, practice.id, stepId, decision.letter),
    ...(decision.say === 'yes' ? { offerDays: decision.offerDays } : {}),
  });
  invariant(moved, 'a locked application is where it was read');
  await deps.outbox.mail(tx, {
    ...{ practiceId: practice.id, kind: 'application-answer', dedupe: `application-answer:${stepId}` },
    mail: {
      to: email,
      ...answerLetter(practice, { body: decision.letter, address: addressOf(deps, id) }),
    },
  });
  if (decision.say === 'yes')
    await deps.jobs.enqueue(tx, APPLICATION_ACCEPTED, {
      ...{ practiceId: practice.id, groupId: application.groupId, applicationId: id },
    });
  return accept(true);
};

/** Keeps the facilitators' own note; false where this person may not. An empty one is deleted. */
export const keepNote = (
  deps: ApplicationDeps,
  { practice, personId }: Decider,
  { applicationId, note }: { readonly applicationId: string; readonly note: string },
): Promise<boolean> => {
  const key = { practiceId: practice.id, id: applicationId };
  return deps.db.as({ kind: 'person', practiceId: practice.id, personId }, async (tx) => {
    const kept = await store.saveNote(tx, key, note === '' ? null : sealNote(deps, key, note));
    return kept.length === 1;
  });
};
