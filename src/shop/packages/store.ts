import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Package, PackageForSale } from './package.ts';

const partsColumn = (sql: Queryable) => sql`
  (select coalesce(jsonb_agg(case when part.workbook_id is null
      then jsonb_build_object('kind', 'seat', 'offeringId', part.offering_id, 'tierId', part.tier_id)
      else jsonb_build_object('kind', 'workbook', 'workbookId', part.workbook_id) end
    order by part.position), '[]') from shop.package_parts part
    where part.practice_id = p.practice_id and part.package_id = p.id) as parts
`;

/** The package with this id in any state: cart and checkout say for themselves why it cannot be bought. */
export const packageForSale = async (sql: Queryable, practiceId: PracticeId, packageId: string) => {
  const [row] = await sql<PackageForSale[]>`
    select p.id as "packageId", p.state, p.address, p.name, p.price_minor as "priceMinor", p.currency,
      ${partsColumn(sql)}
    from shop.packages p where p.practice_id = ${practiceId} and p.id = ${packageId}
  `;
  return row;
};

export const packageColumns = (sql: Queryable) => sql`
  p.id as "packageId", p.state, p.address, p.name, p.summary, p.words, p.price_minor as "priceMinor", p.currency,
  p.savings, ${partsColumn(sql)}
`;

/** What visitors may choose from, by name. */
export const publishedPackages = (sql: Queryable, practiceId: PracticeId) => sql<Package[]>`
  select ${packageColumns(sql)} from shop.packages p
  where p.practice_id = ${practiceId} and p.state = 'published' order by p.name, p.id limit 100
`;

export const publishedPackageAt = async (sql: Queryable, practiceId: PracticeId, address: string) => {
  const [row] = await sql<Package[]>`
    select ${packageColumns(sql)} from shop.packages p
    where p.practice_id = ${practiceId} and p.address = ${address} and p.state = 'published'
  `;
  return row;
};
