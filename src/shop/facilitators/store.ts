import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { FacilitatorId } from '../catalogue/public.ts';
import type { NamedIn, ProfileChange } from './facilitator.ts';

export type Row = {
  readonly id: FacilitatorId;
  readonly address: string;
  readonly name: string;
  readonly credentials: string;
  readonly about: string;
  readonly languages: readonly string[];
  readonly position: number;
  readonly isRetired: boolean;
  /** How many times this one was saved. */
  readonly savings: number;
};

const columns = (sql: Queryable) => sql`
  f.id, f.address, f.name, f.credentials, f.about, f.languages, f.position, f.retired_at is not null as "isRetired",
  (select count(*)::integer from shop.facilitator_changes c
    where c.practice_id = f.practice_id and c.facilitator_id = f.id) as savings
`;

/** Everybody who facilitates or did, in their order. */
export const everybody = (sql: Queryable, practiceId: PracticeId) => sql<Row[]>`
  select ${columns(sql)} from shop.facilitators f
  where f.practice_id = ${practiceId}
  order by f.retired_at is not null, f.position, f.name, f.id
`;

export const byId = async (sql: Queryable, practiceId: PracticeId, id: string) =>
  (
    await sql<Row[]>`
      select ${columns(sql)} from shop.facilitators f where f.practice_id = ${practiceId} and f.id = ${id}
    `
  )[0];

/** One change of facilitators after the other: addresses and order are of all of them. */
export const lockAll = (tx: Tx, practiceId: PracticeId) => tx`
  select pg_advisory_xact_lock(hashtextextended(${`facilitators:${practiceId}`}, 0))
`;

/** And nobody is named in a group while this one goes. */
export const lockOne = (tx: Tx, practiceId: PracticeId, id: string) => tx`
  select 1 from shop.facilitators where practice_id = ${practiceId} and id = ${id} for update
`;

/** Groups that name somebody and are not over: on the site, with chairs taken, or being written. */
export const namedIn = (sql: Queryable, practiceId: PracticeId, id: string) => sql<NamedIn[]>`
  select l.offering_id as id, l.name, false as "isDraft", o.confirmed as chairs
  from shop.listing_facilitators lf
  join shop.listings l on l.practice_id = lf.practice_id and l.offering_id = lf.offering_id
  join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
  where lf.practice_id = ${practiceId} and lf.facilitator_id = ${id}
    and (o.state in ('published', 'closed') or (o.state = 'draft' and o.confirmed > 0))
    and (l.ends_at is null or l.ends_at > platform.now())
  union all
  select d.offering_id, coalesce(nullif(d.content ->> 'name', ''), 'A group without a name'), true, 0
  from shop.drafts d
  where d.practice_id = ${practiceId} and d.content -> 'facilitatorIds' ? ${id}
  order by 2
`;

/** Where pages of others stand, or stood. */
export const addressesOfOthers = (tx: Tx, practiceId: PracticeId, id: string) => tx<{ address: string }[]>`
  select address from shop.facilitators where practice_id = ${practiceId} and id <> ${id}
  union
  select address from shop.facilitator_addresses where practice_id = ${practiceId} and facilitator_id <> ${id}
`;

/** The address that somebody's page leaves: it will lead to the new one. */
export const keepAddress = (
  tx: Tx,
  practiceId: PracticeId,
  { id, address }: Pick<Row, 'id' | 'address'>,
) => tx`
  insert into shop.facilitator_addresses (practice_id, address, facilitator_id)
  values (${practiceId}, ${address}, ${id})
  on conflict do nothing
`;

export const setRetired = (tx: Tx, practiceId: PracticeId, id: string, isRetired: boolean) => tx`
  update shop.facilitators set retired_at = ${isRetired ? tx`platform.now()` : null}
  where practice_id = ${practiceId} and id = ${id}
`;

export const setOrder = async (tx: Tx, practiceId: PracticeId, order: readonly string[]): Promise<void> => {
  for (const [position, id] of order.entries())
    await tx`
      update shop.facilitators set position = ${position}
      where practice_id = ${practiceId} and id = ${id} and position <> ${position}
    `;
};

export const insertChange = (
  tx: Tx,
  practiceId: PracticeId,
  change: {
    readonly id: string;
    readonly facilitatorId: string;
    readonly by: { readonly personId: string; readonly name: string };
    readonly changes: readonly ProfileChange[];
  },
) => tx`
  insert into shop.facilitator_changes (practice_id, id, facilitator_id, by_person, by_name, changes)
  values (${practiceId}, ${change.id}, ${change.facilitatorId}, ${change.by.personId}, ${change.by.name},
    ${tx.json(change.changes as never)})
`;

export type Saved = { readonly at: Instant; readonly by: string; readonly changes: readonly ProfileChange[] };

export const changesOf = (sql: Queryable, practiceId: PracticeId, id: string) => sql<Saved[]>`
  select at, by_name as by, changes from shop.facilitator_changes
  where practice_id = ${practiceId} and facilitator_id = ${id}
  order by at desc, id desc
  limit 100
`;
