import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import { fullUnitMinor, type Tier } from './listing.ts';

/** A price on the site that the sponsors' fund makes up to the full one. */
export type SupportedPrice = {
  readonly offeringId: string;
  readonly group: string;
  readonly tierName: string;
  readonly unitMinor: number;
  /** What the fund pays for one chair, of as many meetings as one purchase covers at most. */
  readonly needMinor: number;
};

type Row = {
  readonly offeringId: string;
  readonly group: string;
  readonly meetingsSold: number;
  readonly tiers: readonly Tier[];
};

/** Every supported price of groups that can be bought, by group. */
export const supportedPrices = async (sql: Queryable, practiceId: PracticeId): Promise<SupportedPrice[]> => {
  const rows = await sql<Row[]>`
    select l.offering_id as "offeringId", l.name as group, l.meetings_sold as "meetingsSold",
      (select json_agg(json_build_object('id', t.id, 'name', t.name, 'line', t.line, 'unitMinor', t.unit_minor,
          'fundSupported', t.fund_supported) order by t.position)
        from shop.tiers t where t.practice_id = l.practice_id and t.offering_id = l.offering_id) as tiers
    from shop.listings l
    join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
    where l.practice_id = ${practiceId} and o.state = 'published' and exists (select 1 from shop.tiers t
      where t.practice_id = l.practice_id and t.offering_id = l.offering_id and t.fund_supported)
    order by l.name, l.offering_id
  `;
  return rows.flatMap(({ offeringId, group, meetingsSold, tiers }) =>
    tiers
      .filter((tier) => tier.fundSupported === true)
      .map((tier) => ({
        offeringId,
        group,
        tierName: tier.name,
        unitMinor: tier.unitMinor,
        needMinor: (fullUnitMinor(tier, tiers) - tier.unitMinor) * meetingsSold,
      })),
  );
};
