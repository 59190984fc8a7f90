import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { AgreementWords } from './agreement.ts';

export type Writer = { readonly personId: string; readonly name: string };

export type Version = AgreementWords & {
  readonly version: number;
  readonly at: Instant;
  /** Null for what the program printed by itself. */
  readonly by: string | null;
  /** Chairs whose attendee signed it by an own link. */
  readonly signatures: number;
};

/** Every version, newest first. */
export const versions = (sql: Queryable, practiceId: PracticeId) => sql<Version[]>`
  select a.version, a.title, a.body, a.published_at as at, a.by_name as by,
    (select count(*)::integer from shop.seat_agreements s
      where s.practice_id = a.practice_id and s.agreement_version = a.version) as signatures
  from shop.agreements a where a.practice_id = ${practiceId}
  order by a.version desc
  limit 500
`;

export type UsedBy = { readonly id: string; readonly name: string; readonly version: number };

/** Groups that are not put away, each with the version that its buyers sign. */
export const usedBy = (sql: Queryable, practiceId: PracticeId) => sql<UsedBy[]>`
  select l.offering_id as id, l.name, l.agreement_version as version
  from shop.listings l
  join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
  where l.practice_id = ${practiceId} and o.state <> 'archived'
  order by l.name, l.offering_id
`;

export type Draft = AgreementWords & { readonly by: string; readonly at: Instant };

export const draft = async (sql: Queryable, practiceId: PracticeId): Promise<Draft | undefined> =>
  (
    await sql<Draft[]>`
      select title, body, by_name as by, changed_at as at from shop.agreement_drafts
      where practice_id = ${practiceId}
    `
  )[0];

type Saving = { readonly practiceId: PracticeId; readonly by: Writer; readonly words: AgreementWords };

export const saveDraft = (sql: Queryable, { practiceId, by, words }: Saving) => sql`
  insert into shop.agreement_drafts (practice_id, title, body, by_person, by_name)
  values (${practiceId}, ${words.title}, ${words.body}, ${by.personId}, ${by.name})
  on conflict (practice_id) do update set title = excluded.title, body = excluded.body,
    by_person = excluded.by_person, by_name = excluded.by_name, changed_at = platform.now()
`;

export const dropDraft = (sql: Queryable, practiceId: PracticeId) => sql`
  delete from shop.agreement_drafts where practice_id = ${practiceId}
`;

/** Adds the version after `over`; false when it is there already, so that of two at once one stands. */
export const publish = async (tx: Tx, { practiceId, by, words }: Saving, over: number): Promise<boolean> => {
  const rows = await tx`
    insert into shop.agreements (practice_id, version, title, body, by_person, by_name)
    values (${practiceId}, ${over + 1}, ${words.title}, ${words.body}, ${by.personId}, ${by.name})
    on conflict do nothing
    returning version
  `;
  return rows.length === 1;
};
