import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { RefundRule } from './rule.ts';

export type StoredRule = RefundRule & {
  readonly version: number;
  readonly madeAt: Instant;
  /** Null for the house rule. */
  readonly madeBy: string | null;
};

const columns = (sql: Queryable) => sql`
  version, full_until_days as "fullUntilDays", share_before as "shareBefore", share_after as "shareAfter",
  fee_minor as "feeMinor", cooling_off_days as "coolingOffDays", made_at as "madeAt", made_by as "madeBy"
`;

export const newestRule = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<StoredRule[]>`
    select ${columns(sql)} from shop.refund_rules where practice_id = ${practiceId} order by version desc limit 1
  `;
  return row;
};

export const rulesOf = (sql: Queryable, practiceId: PracticeId, limit: number) => sql<StoredRule[]>`
  select ${columns(sql)} from shop.refund_rules where practice_id = ${practiceId} order by version desc limit ${limit}
`;

/** The rule that was frozen on a checkout; the first one for a checkout that began before there were rules. */
export const ruleOfCheckout = async (sql: Queryable, practiceId: PracticeId, checkoutId: string) => {
  const [row] = await sql<StoredRule[]>`
    select ${columns(sql)} from shop.refund_rules
    where practice_id = ${practiceId} and version = (select coalesce(refund_rule_version, 1) from shop.checkouts
      where practice_id = ${practiceId} and id = ${checkoutId})
  `;
  return row;
};

/** True when this became the version it says; false when somebody else wrote that version first. */
export const insertRule = async (
  tx: Queryable,
  practiceId: PracticeId,
  rule: RefundRule & { readonly version: number; readonly madeBy: string | null },
): Promise<boolean> => {
  const rows = await tx`
    insert into shop.refund_rules (practice_id, version, full_until_days, share_before, share_after, fee_minor,
      cooling_off_days, made_by)
    values (${practiceId}, ${rule.version}, ${rule.fullUntilDays}, ${rule.shareBefore}, ${rule.shareAfter},
      ${rule.feeMinor}, ${rule.coolingOffDays}, ${rule.madeBy})
    on conflict do nothing
    returning version
  `;
  return rows.length === 1;
};

export const freezeVersion = (tx: Tx, practiceId: PracticeId, checkoutId: string, version: number) => tx`
  update shop.checkouts set refund_rule_version = ${version} where practice_id = ${practiceId} and id = ${checkoutId}
`;

export const databaseNow = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('the database has a clock');
  return row.now;
};

/** A group that is for sale now, for an example that the practice knows; undefined where there is none. */
export const someGroup = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<{ id: string }[]>`
    select offering.id from shop.offerings as offering
    join shop.listings as listing on listing.practice_id = offering.practice_id and listing.offering_id = offering.id
    where offering.practice_id = ${practiceId} and offering.state = 'published'
      and (listing.ends_at is null or listing.ends_at > platform.now()) and listing.lowest_unit_minor > 0
    order by (listing.schedule ->> 'startsOn')::date desc, listing.name limit 1
  `;
  return row?.id;
};
