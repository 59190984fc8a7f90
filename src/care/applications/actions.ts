import type { Practice } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { hashSecret, newId } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Limits } from '../../platform/limits.ts';
import type { SecretLinks } from '../../platform/links.ts';
import type { Outbox } from '../../platform/outbox.ts';
import type { Vault } from '../../platform/vault.ts';
import { urls } from '../../urls.ts';
import { type Asking, type AskRefusal, mayAsk } from '../asking/public.ts';
import type { Application, GroupWords } from './application.ts';
import { canApplicationBecome, isUndecided } from './application-states.ts';
import { linkLetter } from './letters.ts';
import { newestSet } from './question-store.ts';
import { type Answers, checkAnswers, OUR_QUESTIONS } from './questions.ts';
import { sealAnswers } from './sealing-actions.ts';
import * as store from './store.ts';

/** The waiting list, as far as an application needs it; both join the caller's transaction (viewer job:waiting). */
export type WaitingLine = {
  /** Nobody picks from the group's list until this transaction ends. Always before the application is locked. */
  readonly lock: (tx: Tx, group: { practiceId: PracticeId; groupId: string }) => Promise<void>;
  /**
   * Takes whoever has a yes out of the line again, and a live offer back; `being-paid` where money may be moving for
   * the offer at this moment: then nothing was changed.
   */
  readonly leave: (
    tx: Tx,
    who: {
      readonly practiceId: PracticeId;
      readonly applicationId: string;
      readonly how: 'left' | 'removed';
    },
  ) => Promise<'gone' | 'being-paid'>;
};

export type ApplicationDeps = {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly links: SecretLinks;
  readonly limits: Limits;
  readonly vault: Vault;
  /** Origin of every link, without a trailing slash. */
  readonly publicUrl: string;
  readonly line: WaitingLine;
};

/** An application was sent: its facilitators are to be told. */
export const APPLICATION_SENT = 'application-sent';

/**
 * Mails a private link to this address. Whether it is known here, has applied before or sits in the group makes no
 * difference to what whoever asks is told: the letter leads to the one live application, or to a new one.
 */
export const askToApply = async (
  deps: ApplicationDeps,
  practice: Practice,
  group: Pick<GroupWords, 'id'>,
  asking: Asking,
): Promise<Result<undefined, AskRefusal>> => {
  const may = await mayAsk(deps.limits, { kind: 'application', practiceId: practice.id }, asking);
  if (!may.ok) return may;
  const { name, email } = asking;
  await deps.db.as({ kind: 'job:apply', practiceId: practice.id }, async (tx) => {
    const set = await newestSet(tx, practice.id, group.id);
    const fresh = newId<'application'>();
    const id = await store.draftFor(tx, practice.id, {
      ...{ id: fresh, groupId: group.id, name, email },
      secretHash: hashSecret(deps.links.secret('application', fresh)),
      questions: set?.questions ?? OUR_QUESTIONS,
      questionsVersion: set?.version ?? 0,
    });
    const address = addressOf(deps, id);
    const mail = { to: email, ...linkLetter(practice, { name, address }) };
    const dedupe = `application-link:${newId()}`;
    await deps.outbox.mail(tx, { practiceId: practice.id, kind: 'application-link', dedupe, mail });
  });
  return accept(undefined);
};

/** The applicant's own page, for a letter. */
export const addressOf = (
  { links, publicUrl }: Pick<ApplicationDeps, 'links' | 'publicUrl'>,
  id: string,
): string => publicUrl + urls.application(links.secret('application', id));

/** Who holds the secret of an application's link. */
export type Holder = { readonly practiceId: PracticeId; readonly secretHash: Buffer };

export const asHolder = <Value>(
  { db }: Pick<ApplicationDeps, 'db'>,
  holder: Holder,
  work: (tx: Tx) => Promise<Value>,
): Promise<Value> => db.as({ kind: 'link', ...holder }, work);

export type Written = { readonly name: string; readonly answers: Answers; readonly send: boolean };

export type WriteRefusal =
  | { readonly because: 'decided' }
  | { readonly because: 'answers'; readonly errors: Readonly<Record<string, string>> };

/**
 * Keeps what the applicant wrote, and sends it to the facilitators when asked to. What was sent may be corrected until
 * it is decided, and stays complete. Undefined where the link opens nothing.
 */
export const writeApplication = (
  deps: ApplicationDeps,
  holder: Holder,
  written: Written,
): Promise<Result<'kept' | 'sent' | 'corrected', WriteRefusal> | undefined> =>
  asHolder(deps, holder, async (tx) => {
    const found = await store.behindLink(tx, holder.practiceId, holder.secretHash);
    const application = found && (await store.lockApplication(tx, found));
    if (!application) return undefined;
    const asked = judged(application, written);
    if (!asked.ok) return asked;
    const answers = sealAnswers(deps, application, asked.value);
    await store.saveAnswers(tx, application, { name: written.name, answers });
    if (application.state !== 'draft') return accept('corrected');
    if (!written.send) return accept('kept');
    await send(deps, tx, application);
    return accept('sent');
  });

/** The answers to what was asked, or what stands in their way. */
const judged = (application: Application, { answers, send }: Written): Result<Answers, WriteRefusal> => {
  const isDraft = application.state === 'draft';
  if (!isDraft && !isUndecided(application.state)) return refuse({ because: 'decided' });
  const asked = onlyAsked(application, answers);
  const errors = checkAnswers(application.questions, asked, { complete: send || !isDraft });
  return Object.keys(errors).length > 0 ? refuse({ because: 'answers', errors }) : accept(asked);
};

const onlyAsked = ({ questions }: Application, answers: Answers): Answers =>
  Object.fromEntries(questions.flatMap(({ id }) => (answers[id] ? [[id, answers[id]]] : [])));

const send = async ({ jobs }: ApplicationDeps, tx: Tx, application: Application): Promise<void> => {
  const { practiceId, id, groupId } = application;
  await store.moveApplication(tx, application, { from: 'draft', to: 'applied', stepId: newId() });
  await jobs.enqueue(tx, APPLICATION_SENT, { practiceId, groupId, applicationId: id });
};

export type WithdrawRefusal = { readonly because: 'over' | 'being-paid' };

/**
 * The applicant takes it back, at any time before paying; what was never sent is deleted at once. Undefined where the
 * link opens nothing.
 */
export const withdraw = async (
  deps: ApplicationDeps,
  holder: Holder,
): Promise<Result<'withdrawn' | 'deleted', WithdrawRefusal> | undefined> => {
  const { practiceId } = holder;
  const found = await asHolder(deps, holder, (tx) => store.behindLink(tx, practiceId, holder.secretHash));
  if (!found) return undefined;
  if (found.state === 'draft') {
    const deleted = await deps.db.as({ kind: 'job:forget', practiceId }, (tx) =>
      store.deleteDraft(tx, found),
    );
    return deleted ? accept('deleted') : refuse({ because: 'over' });
  }
  return deps.db.as({ kind: 'job:waiting', practiceId }, async (tx) => {
    await deps.line.lock(tx, found);
    const application = await store.lockApplication(tx, found);
    if (!application || !canApplicationBecome(application.state, 'withdrawn'))
      return refuse({ because: 'over' });
    const { id, state } = application;
    if ((await deps.line.leave(tx, { practiceId, applicationId: id, how: 'left' })) === 'being-paid')
      return refuse({ because: 'being-paid' });
    const moved = await store.moveApplication(tx, application, {
      ...{ from: state, to: 'withdrawn', stepId: newId() },
    });
    invariant(moved, 'a locked application is where it was read');
    return accept('withdrawn');
  });
};
