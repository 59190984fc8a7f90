import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { OfferingState, PublishedContent } from '../catalogue/public.ts';
import type { Draft, DraftContent, Part } from './draft.ts';

export type GroupKey = { readonly practiceId: PracticeId; readonly offeringId: string };

export type KeptDraft = Draft & { readonly changedBy: string; readonly changedAt: Instant };

type DraftRow = {
  readonly content: DraftContent | null;
  readonly version: number;
  readonly parts: Partial<Record<Part, number>>;
  readonly basedOn: number | null;
  readonly changedBy: string;
  readonly changedAt: Instant;
};

const toDraft = ({ content, basedOn, ...row }: DraftRow): KeptDraft => ({
  ...row,
  content: content ?? undefined,
  basedOn: basedOn ?? undefined,
});

const drafts = (sql: Queryable, { practiceId, offeringId }: GroupKey, lock: ReturnType<Queryable>) => sql<
  DraftRow[]
>`
  select content, version, parts, based_on as "basedOn", changed_by as "changedBy", changed_at as "changedAt"
  from shop.drafts where practice_id = ${practiceId} and offering_id = ${offeringId}
  ${lock}
`;

export const draftOf = async (sql: Queryable, key: GroupKey): Promise<KeptDraft | undefined> => {
  const [row] = await drafts(sql, key, sql``);
  return row && toDraft(row);
};

/** The draft, locked until the transaction ends: two savings follow each other. */
export const lockDraft = async (tx: Tx, key: GroupKey): Promise<KeptDraft | undefined> => {
  const [row] = await drafts(tx, key, tx`for update`);
  return row && toDraft(row);
};

/** Makes the row in which a draft will be kept, for a group that has none yet; two that do so at once make one. */
export const makeRoom = (tx: Tx, { practiceId, offeringId }: GroupKey, personId: string) => tx`
  insert into shop.drafts (practice_id, offering_id, version, changed_by)
  values (${practiceId}, ${offeringId}, 1, ${personId})
  on conflict do nothing
`;

export const saveDraft = (tx: Tx, { practiceId, offeringId }: GroupKey, draft: Draft, personId: string) => tx`
  insert into shop.drafts (practice_id, offering_id, content, version, parts, based_on, changed_by)
  values (${practiceId}, ${offeringId}, ${draft.content ? tx.json(draft.content) : null}, ${draft.version},
    ${tx.json(draft.parts)}, ${draft.basedOn ?? null}, ${personId})
  on conflict (practice_id, offering_id) do update set content = excluded.content, version = excluded.version,
    parts = excluded.parts, based_on = excluded.based_on, changed_by = excluded.changed_by,
    changed_at = platform.now()
`;

export const deleteDraft = (tx: Tx, { practiceId, offeringId }: GroupKey) => tx`
  delete from shop.drafts where practice_id = ${practiceId} and offering_id = ${offeringId}
`;

export type Printed = {
  readonly state: OfferingState;
  readonly currency: Currency;
  readonly capacity: number;
  readonly held: number;
  readonly offered: number;
  readonly confirmed: number;
  readonly number: number;
  readonly content: DraftContent;
  readonly publishedAt: Instant;
  readonly publishedBy: string | null;
};

type PrintedRow = Omit<Printed, 'content'> & { readonly content: PublishedContent };

/** What a version keeps, as the form knows it: versions from before the choice of "apply first" were bought at once. */
export const asDraft = (content: PublishedContent): DraftContent => ({ entry: 'buy', ...content });

/** A group that was printed: its state, its seats, and its newest version. */
export const printedOf = async (
  sql: Queryable,
  { practiceId, offeringId }: GroupKey,
): Promise<Printed | undefined> => {
  const [row] = await sql<PrintedRow[]>`
    select o.state, o.currency, o.capacity, o.held, o.offered, o.confirmed, p.number, p.content,
      p.published_at as "publishedAt", p.by_person as "publishedBy"
    from shop.offerings o
    join lateral (select number, content, published_at, by_person from shop.publications
      where practice_id = o.practice_id and offering_id = o.id order by number desc limit 1) p on true
    where o.practice_id = ${practiceId} and o.id = ${offeringId}
  `;
  return row && { ...row, content: asDraft(row.content) };
};

/** Prices that this group has or had. */
export const tierIdsOf = async (sql: Queryable, { practiceId, offeringId }: GroupKey): Promise<string[]> => {
  const rows = await sql<{ id: string }[]>`
    select id from shop.tiers where practice_id = ${practiceId} and offering_id = ${offeringId}
  `;
  return rows.map(({ id }) => id);
};

export const agreementsOf = (sql: Queryable, practiceId: PracticeId) => sql<
  { version: number; title: string; publishedAt: Instant }[]
>`
  select version, title, published_at as "publishedAt" from shop.agreements
  where practice_id = ${practiceId}
  order by version desc
`;

export type FacilitatorChoice = { readonly id: string; readonly name: string; readonly credentials: string };

/** Who may be named in a group; `retired` too, where an older version is put in words. */
export const facilitatorsOf = (sql: Queryable, practiceId: PracticeId, { retired = false } = {}) => sql<
  FacilitatorChoice[]
>`
  select id, name, credentials from shop.facilitators
  where practice_id = ${practiceId} and (retired_at is null or ${retired})
  order by position, name
`;

export type DraftInRoom = {
  readonly offeringId: string;
  readonly name: string;
  readonly changedAt: Instant;
};

/** Groups that were begun and never published, newest change first. */
export const unprintedDrafts = (sql: Queryable, practiceId: PracticeId) => sql<DraftInRoom[]>`
  select d.offering_id as "offeringId", d.content ->> 'name' as name, d.changed_at as "changedAt"
  from shop.drafts d
  where d.practice_id = ${practiceId} and d.content is not null
    and not exists (select 1 from shop.offerings o where o.practice_id = d.practice_id and o.id = d.offering_id)
  order by d.changed_at desc, d.offering_id
  limit 200
`;

/** Groups to copy from, by name. */
export const groupsToCopy = (sql: Queryable, practiceId: PracticeId) => sql<
  { offeringId: string; name: string }[]
>`
  select l.offering_id as "offeringId", l.name from shop.listings l
  where l.practice_id = ${practiceId}
  order by l.name, l.offering_id
  limit 500
`;

/** What the database's clock says. */
export const databaseNow = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('The database has no clock');
  return row.now;
};
