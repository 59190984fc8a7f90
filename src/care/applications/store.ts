import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Application, Step } from './application.ts';
import type { ApplicationState } from './application-states.ts';
import type { Question } from './questions.ts';

export type ApplicationKey = { readonly practiceId: PracticeId; readonly id: string };

const columns = (sql: Queryable) => sql`
  practice_id as "practiceId", id, group_id as "groupId", state, name, email, questions, answers, note,
  offer_days as "offerDays", confirmed_at as "confirmedAt", sent_at as "sentAt", ended_at as "endedAt",
  forgotten_at as "forgottenAt", platform.now() as now
`;

/** The application behind a private link (viewer link). */
export const behindLink = async (tx: Tx, practiceId: PracticeId, secretHash: Buffer) => {
  const [row] = await tx<Application[]>`
    select ${columns(tx)} from care.applications where practice_id = ${practiceId} and secret_hash = ${secretHash}
  `;
  return row;
};

export const applicationById = async (tx: Tx, { practiceId, id }: ApplicationKey) => {
  const [row] = await tx<Application[]>`
    select ${columns(tx)} from care.applications where practice_id = ${practiceId} and id = ${id}
  `;
  return row;
};

/** The same, and nobody moves it until this transaction ends. */
export const lockApplication = async (tx: Tx, { practiceId, id }: ApplicationKey) => {
  const [row] = await tx<Application[]>`
    select ${columns(tx)} from care.applications where practice_id = ${practiceId} and id = ${id} for update
  `;
  return row;
};

export type NewDraft = {
  readonly id: string;
  readonly groupId: string;
  readonly name: string;
  readonly email: string;
  readonly secretHash: Buffer;
  readonly questions: readonly Question[];
  readonly questionsVersion: number;
};

/** Writes a draft unless this address has a live application for the group; gives the id of the live one. */
export const draftFor = async (tx: Tx, practiceId: PracticeId, draft: NewDraft): Promise<string> => {
  const made = await tx<{ id: string }[]>`
    insert into care.applications
      (practice_id, id, group_id, state, name, email, secret_hash, questions, questions_version)
    values (${practiceId}, ${draft.id}, ${draft.groupId}, 'draft', ${draft.name}, ${draft.email}, ${draft.secretHash},
      ${tx.json(draft.questions as never)}, ${draft.questionsVersion})
    on conflict (practice_id, group_id, email)
      where state in ('draft', 'applied', 'talking', 'accepted', 'waiting', 'offered') do nothing
    returning id
  `;
  if (made[0]) return made[0].id;
  const [live] = await tx<{ id: string }[]>`
    select id from care.applications where practice_id = ${practiceId} and group_id = ${draft.groupId}
      and email = ${draft.email} and state in ('draft', 'applied', 'talking', 'accepted', 'waiting', 'offered')
  `;
  return live?.id ?? draft.id;
};

/** Keeps what was written; the first time shows that the address is theirs. */
export const saveAnswers = (
  tx: Tx,
  { practiceId, id }: ApplicationKey,
  { name, answers }: { readonly name: string; readonly answers: string },
) => tx`
  update care.applications
  set name = ${name}, answers = ${answers}, confirmed_at = coalesce(confirmed_at, platform.now()), changed_at = platform.now()
  where practice_id = ${practiceId} and id = ${id}
`;

export const saveNote = (tx: Tx, { practiceId, id }: ApplicationKey, note: string | null) => tx`
  update care.applications set note = ${note}, changed_at = platform.now()
  where practice_id = ${practiceId} and id = ${id} returning id
`;

export type Move = {
  readonly from: ApplicationState;
  readonly to: ApplicationState;
  readonly stepId: string;
  readonly offerDays?: number;
  readonly by?: { readonly personId: string; readonly name: string };
  /** Sealed. */
  readonly letter?: string;
};

/** Moves an application one step and writes the step down; false when it was not where the caller thought. */
export const moveApplication = async (tx: Tx, key: ApplicationKey, move: Move): Promise<boolean> => {
  const { practiceId, id } = key;
  const moved = await tx`
    update care.applications
    set state = ${move.to}, changed_at = platform.now(), offer_days = coalesce(${move.offerDays ?? null}, offer_days),
      sent_at = case when ${move.to} = 'applied' then platform.now() else sent_at end,
      ended_at = case when ${move.to} in ('enrolled', 'refused', 'withdrawn', 'lapsed') then platform.now() end
    where practice_id = ${practiceId} and id = ${id} and state = ${move.from}
    returning id
  `;
  if (moved.length === 0) return false;
  await tx`
    insert into care.application_steps (practice_id, id, application_id, was, became, by_person, by_name, letter)
    values (${practiceId}, ${move.stepId}, ${id}, ${move.from}, ${move.to}, ${move.by?.personId ?? null},
      ${move.by?.name ?? null}, ${move.letter ?? null})
  `;
  return true;
};

/** Deletes what was never sent (viewer job:forget). */
export const deleteDraft = async (tx: Tx, { practiceId, id }: ApplicationKey): Promise<boolean> => {
  const deleted = await tx`
    delete from care.applications where practice_id = ${practiceId} and id = ${id} and state = 'draft' returning id
  `;
  return deleted.length === 1;
};

export type StepRow = Step & { readonly id: string };

/** The way of an application, oldest first; letters are sealed. */
export const stepsOf = (tx: Tx, { practiceId, id }: ApplicationKey) => tx<StepRow[]>`
  select id, was, became, at, by_name as "byName", letter from care.application_steps
  where practice_id = ${practiceId} and application_id = ${id}
  order by at, id
`;

/** Whom to tell that something came: everybody who facilitates the group today (viewer job:tell-facilitators). */
export const facilitatorIds = async (tx: Tx, practiceId: PracticeId, groupId: string): Promise<string[]> => {
  const rows = await tx<{ id: string }[]>`
    select person_id as id from care.group_facilitators
    where practice_id = ${practiceId} and group_id = ${groupId} and (until is null or until >= platform.now()::date)
    order by person_id
  `;
  return rows.map(({ id }) => id);
};

/** Accepted applications that nobody has put in line yet: an event may have been lost. */
export const acceptedNotInLine = (tx: Tx, practiceId: PracticeId) => tx<{ id: string; groupId: string }[]>`
  select id, group_id as "groupId" from care.applications where practice_id = ${practiceId} and state = 'accepted' order by changed_at, id
`;
