import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Place } from './places.ts';

/** Who writes. */
export type Writer = { readonly personId: string; readonly name: string };

export type Version = {
  readonly place: Place;
  /** From 1. */
  readonly version: number;
  readonly body: string;
  readonly broughtBack: number | null;
  readonly by: string;
  readonly at: Instant;
};

export type Draft = {
  readonly place: Place;
  readonly body: string;
  readonly by: string;
  readonly at: Instant;
};

const columns = (sql: Queryable) => sql`
  place, version, body, brought_back as "broughtBack", by_name as by, published_at as at
`;

/** What stands now in each place where the practice ever said something. */
export const standing = (sql: Queryable, practiceId: PracticeId) => sql<Version[]>`
  select distinct on (place) ${columns(sql)} from site.words
  where practice_id = ${practiceId}
  order by place, version desc
`;

/** Every version of a place, newest first. */
export const versionsOf = (sql: Queryable, practiceId: PracticeId, place: Place) => sql<Version[]>`
  select ${columns(sql)} from site.words
  where practice_id = ${practiceId} and place = ${place}
  order by version desc
  limit 500
`;

export const draftsOf = (sql: Queryable, practiceId: PracticeId) => sql<Draft[]>`
  select place, body, by_name as by, changed_at as at from site.word_drafts where practice_id = ${practiceId}
`;

export const draftOf = async (
  sql: Queryable,
  practiceId: PracticeId,
  place: Place,
): Promise<Draft | undefined> => (await draftsOf(sql, practiceId)).find((draft) => draft.place === place);

type Saving = {
  readonly practiceId: PracticeId;
  readonly place: Place;
  readonly body: string;
  readonly by: Writer;
};

export const saveDraft = (sql: Queryable, { practiceId, place, body, by }: Saving) => sql`
  insert into site.word_drafts (practice_id, place, body, by_person, by_name)
  values (${practiceId}, ${place}, ${body}, ${by.personId}, ${by.name})
  on conflict (practice_id, place) do update set body = excluded.body, by_person = excluded.by_person,
    by_name = excluded.by_name, changed_at = platform.now()
`;

export const dropDraft = (sql: Queryable, practiceId: PracticeId, place: Place) => sql`
  delete from site.word_drafts where practice_id = ${practiceId} and place = ${place}
`;

/** Adds a version after `over`; false when that is no longer the newest, so that of two at once one stands. */
export const publish = async (
  tx: Tx,
  { practiceId, place, body, by }: Saving,
  { over, broughtBack }: { readonly over: number; readonly broughtBack: number | null },
): Promise<boolean> => {
  const rows = await tx`
    insert into site.words (practice_id, place, version, body, brought_back, by_person, by_name)
    select ${practiceId}, ${place}, ${over + 1}, ${body}, ${broughtBack}, ${by.personId}, ${by.name}
    where ${over} = (select coalesce(max(version), 0) from site.words
      where practice_id = ${practiceId} and place = ${place})
    on conflict do nothing
    returning version
  `;
  return rows.length === 1;
};
