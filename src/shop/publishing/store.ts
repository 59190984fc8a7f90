import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { OfferingState, PublishedContent } from '../catalogue/public.ts';

export type GroupKey = { readonly practiceId: PracticeId; readonly offeringId: string };

/** What hangs on a group at this moment. */
export type Touched = {
  readonly confirmed: number;
  readonly held: number;
  readonly offered: number;
  /** Checkouts that hold a seat or may still be paid. */
  readonly checkouts: number;
  readonly carts: number;
};

export const touchedBy = async (
  sql: Queryable,
  { practiceId, offeringId }: GroupKey,
): Promise<Touched | undefined> => {
  const [row] = await sql<Touched[]>`
    select o.confirmed, o.held, o.offered,
      (select count(distinct c.id)::integer from shop.checkouts c
        join shop.checkout_lines l on l.practice_id = c.practice_id and l.checkout_id = c.id
        where c.practice_id = o.practice_id and c.state in ('open', 'paying') and l.offering_id = o.id) as checkouts,
      (select count(*)::integer from shop.cart_lines l
        join shop.carts c on c.practice_id = l.practice_id and c.id = l.cart_id
        where l.practice_id = o.practice_id and l.offering_id = o.id and c.expires_at > platform.now()) as carts
    from shop.offerings o where o.practice_id = ${practiceId} and o.id = ${offeringId}
  `;
  return row;
};

/** Locks the group, so that nobody takes a seat in it or publishes it until the transaction ends. */
export const lockOffering = async (tx: Tx, { practiceId, offeringId }: GroupKey) => {
  const [row] = await tx<{ state: OfferingState }[]>`
    select state from shop.offerings where practice_id = ${practiceId} and id = ${offeringId} for no key update
  `;
  return row?.state;
};

/** Nobody of these retires until the transaction ends. */
export const lockFacilitators = (tx: Tx, practiceId: PracticeId, ids: readonly string[]) => tx`
  select 1 from shop.facilitators
  where practice_id = ${practiceId} and id = any(${ids as string[]}::uuid[])
  order by id
  for key share
`;

/** One publication of a practice after the other, so that no two take one address. */
export const lockAddresses = (tx: Tx, practiceId: PracticeId) => tx`
  select pg_advisory_xact_lock(hashtextextended('addresses ' || ${practiceId}::text, 0))
`;

/** True when another group has this address, or had it: its old links still lead to it. */
export const isAddressTaken = async (
  sql: Queryable,
  { practiceId, offeringId }: GroupKey,
  address: string,
): Promise<boolean> => {
  const rows = await sql`
    select 1 from shop.publications
    where practice_id = ${practiceId} and address = ${address} and offering_id <> ${offeringId}
    limit 1
  `;
  return rows.length > 0;
};

export type Version = {
  readonly number: number;
  readonly content: PublishedContent;
  readonly at: Instant;
  readonly byPerson: string | null;
};

/** Versions that went to print, newest first, at most `limit` from `number` downwards. */
export const versionsOf = (
  sql: Queryable,
  { practiceId, offeringId }: GroupKey,
  { from, limit }: { readonly from: number; readonly limit: number },
) => sql<Version[]>`
  select number, content, published_at as at, by_person as "byPerson" from shop.publications
  where practice_id = ${practiceId} and offering_id = ${offeringId} and number <= ${from}
  order by number desc
  limit ${limit}
`;

export type Happening = {
  readonly was: string | null;
  readonly became: string;
  readonly because: string | null;
  readonly actor: string;
  readonly at: Instant;
};

/** What happened to the group besides publishing, newest first. */
export const happeningsOf = (sql: Queryable, { practiceId, offeringId }: GroupKey, limit: number) => sql<
  Happening[]
>`
  select was, became, because, actor, at from shop.history
  where practice_id = ${practiceId} and entity_id = ${offeringId} and entity = 'offering'
  order by at desc, id desc
  limit ${limit}
`;

export const databaseNow = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('The database has a clock');
  return row.now;
};
