import type { Practice } from '../../identity/practice/public.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Limits } from '../../platform/limits.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { questionLetter } from './letter.ts';
import type { Listing } from './listing.ts';
import type { Question, QuestionRefusal } from './question.ts';
import { saveQuestion } from './store.ts';

export type CatalogueDeps = {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly limits: Limits;
  /** Whether the practice gives an estimate before anybody pays. */
  readonly showsEstimate: (practice: Practice) => Promise<boolean>;
};

const PER_NETWORK = { points: 8, seconds: 3600 };
/** A flood from many networks must not fill the practice's mailbox. */
const PER_PRACTICE = { points: 200, seconds: 3600 };

export type Asking = {
  readonly words: Omit<Question, 'id' | 'offeringId'>;
  readonly trapped: boolean;
  /** Whom a flood is counted against: the network address. */
  readonly from: string;
};

/** Keeps a question and mails it to the practice, in one transaction; refuses what a program would send. */
export const askQuestion = async (
  deps: CatalogueDeps,
  practice: Practice,
  listing: Pick<Listing, 'offeringId' | 'name'>,
  { words, trapped, from }: Asking,
): Promise<Result<undefined, QuestionRefusal>> => {
  if (trapped) return refuse({ because: 'trap' });
  const isFree =
    (await deps.limits.take('question-network', from, PER_NETWORK)) &&
    (await deps.limits.take('question-practice', practice.id, PER_PRACTICE));
  if (!isFree) return refuse({ because: 'too-many' });
  const question: Question = { ...words, id: newId<'question'>(), offeringId: listing.offeringId };
  await deps.db.begin(async (tx) => {
    await saveQuestion(tx, practice.id, question);
    await deps.outbox.mail(tx, {
      practiceId: practice.id,
      kind: 'group-question',
      dedupe: `question:${question.id}`,
      mail: questionLetter(practice, listing.name, question),
    });
  });
  return accept(undefined);
};
