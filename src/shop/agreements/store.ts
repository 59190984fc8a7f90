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
  /** Chairs that were ever bought under it; who pays and comes signs it before paying. */
  readonly chairs: number;
  /** Chairs that somebody else paid for, whose attendee signed it by an own link. */
  readonly signatures: number;
};

/** Every version, newest first. */
export const versions = (sql: Queryable, practiceId: PracticeId) => sql<Version[]>`
  select a.version, a.title, a.body, a.published_at as at, a.by_name as by,
    (select count(*)::integer from shop.seats s
      join shop.checkout_lines l on l.practice_id = s.practice_id and l.id = s.line_id
      where s.practice_id = a.practice_id and l.agreement_version = a.version) as chairs,
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

export type Draft = AgreementWords & {
  readonly revision: number;
  readonly by: string;
  readonly at: Instant;
};

/** The draft, and its number, which rises with every change, also when it is gone again; 0 before the first. */
export type Drafting = { readonly draft: Draft | undefined; readonly revision: number };

type DraftRow = Omit<Draft, 'title' | 'body'> & { title: string | null; body: string | null };

const draftingOf = (row: DraftRow | undefined): Drafting => {
  if (!row) return { draft: undefined, revision: 0 };
  const { title, body, revision } = row;
  const draft = title === null || body === null ? undefined : { ...row, title, body };
  return { draft, revision };
};

const columns = (sql: Queryable) => sql`title, body, revision, by_name as by, changed_at as at`;

export const drafting = async (sql: Queryable, practiceId: PracticeId): Promise<Drafting> =>
  draftingOf(
    (
      await sql<DraftRow[]>`
        select ${columns(sql)} from shop.agreement_drafts where practice_id = ${practiceId}
      `
    )[0],
  );

/** The draft, and a lock on it: whoever writes on waits, so that no word is published unseen or lost. */
export const lockDraft = async (tx: Tx, practiceId: PracticeId): Promise<Drafting> =>
  draftingOf(
    (
      await tx<DraftRow[]>`
        select ${columns(tx)} from shop.agreement_drafts where practice_id = ${practiceId} for update
      `
    )[0],
  );

type Saving = { readonly practiceId: PracticeId; readonly by: Writer; readonly words: AgreementWords };

/** False when the draft is not, or no longer, number `revision`. */
export const saveDraft = async (
  sql: Queryable,
  { practiceId, by, words }: Saving,
  revision: number,
): Promise<boolean> => {
  const rows = await sql`
    insert into shop.agreement_drafts as d (practice_id, title, body, by_person, by_name)
    values (${practiceId}, ${words.title}, ${words.body}, ${by.personId}, ${by.name})
    on conflict (practice_id) do update set title = excluded.title, body = excluded.body, revision = d.revision + 1,
      by_person = excluded.by_person, by_name = excluded.by_name, changed_at = platform.now()
    where d.revision = ${revision}
    returning revision
  `;
  return rows.length === 1;
};

/** Takes the words off the draft; false when it is not, or no longer, number `revision`. */
export const dropDraft = async (
  sql: Queryable,
  { practiceId, by }: Omit<Saving, 'words'>,
  revision: number,
): Promise<boolean> => {
  const rows = await sql`
    update shop.agreement_drafts set title = null, body = null, revision = revision + 1,
      by_person = ${by.personId}, by_name = ${by.name}, changed_at = platform.now()
    where practice_id = ${practiceId} and revision = ${revision}
    returning revision
  `;
  return rows.length === 1;
};

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
