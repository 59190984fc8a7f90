import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Package, PackageState, PackageWish } from './package.ts';
import { packageColumns } from './store.ts';

export type ListedPackage = Package & { readonly sold: number };

/** Every package of the practice, those put away last. */
export const allPackages = (sql: Queryable, practiceId: PracticeId) => sql<ListedPackage[]>`
  select ${packageColumns(sql)}, (select count(distinct line.checkout_id)::integer from shop.checkout_lines line
      join shop.orders o on o.practice_id = line.practice_id and o.checkout_id = line.checkout_id
      where line.practice_id = ${practiceId} and line.package_id = p.id) as sold
  from shop.packages p where p.practice_id = ${practiceId}
  order by p.state = 'archived', p.name, p.id limit 500
`;

export const packageById = async (sql: Queryable, practiceId: PracticeId, id: string) => {
  const [row] = await sql<Package[]>`
    select ${packageColumns(sql)} from shop.packages p where p.practice_id = ${practiceId} and p.id = ${id}
  `;
  return row;
};

export const lockPackage = async (tx: Tx, practiceId: PracticeId, id: string) => {
  await tx`select 1 from shop.packages where practice_id = ${practiceId} and id = ${id} for no key update`;
  return packageById(tx, practiceId, id);
};

type Saved = PackageWish & { readonly id: string; readonly currency: string };

export const insertPackage = (
  tx: Tx,
  practiceId: PracticeId,
  fresh: Saved & { readonly address: string },
) => tx`
  insert into shop.packages (practice_id, id, state, address, name, summary, words, price_minor, currency)
  values (${practiceId}, ${fresh.id}, 'draft', ${fresh.address}, ${fresh.name}, ${fresh.summary}, ${fresh.words},
    ${fresh.priceMinor}, ${fresh.currency})
`;

export const savePackage = (tx: Tx, practiceId: PracticeId, wish: Saved) => tx`
  update shop.packages set name = ${wish.name}, summary = ${wish.summary}, words = ${wish.words},
    price_minor = ${wish.priceMinor}, currency = ${wish.currency}, savings = savings + 1, changed_at = platform.now()
  where practice_id = ${practiceId} and id = ${wish.id}
`;

/** The parts in their order, in place of those before. */
export const saveParts = async (
  tx: Tx,
  practiceId: PracticeId,
  { id, parts }: Pick<Saved, 'id' | 'parts'>,
) => {
  await tx`delete from shop.package_parts where practice_id = ${practiceId} and package_id = ${id}`;
  await tx`
    insert into shop.package_parts ${tx(
      parts.map((part, position) => ({
        practice_id: practiceId,
        id: newId<'part'>(),
        package_id: id,
        position,
        offering_id: part.kind === 'seat' ? part.offeringId : null,
        tier_id: part.kind === 'seat' ? part.tierId : null,
        workbook_id: part.kind === 'workbook' ? part.workbookId : null,
      })),
    )}
  `;
};

export const setState = (tx: Tx, practiceId: PracticeId, id: string, state: PackageState) => tx`
  update shop.packages set state = ${state}, changed_at = platform.now()
  where practice_id = ${practiceId} and id = ${id}
`;

/** What a package may hold: a seat of a group at each of its prices, and workbooks; by name. */
export type Choices = {
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly tiers: readonly { readonly id: string; readonly name: string; readonly unitMinor: number }[];
  }[];
  readonly workbooks: readonly { readonly id: string; readonly name: string; readonly priceMinor: number }[];
};

/** Only what is paid in this currency, and was not put away. A group that one applies for is in no package. */
export const choicesIn = async (
  sql: Queryable,
  practiceId: PracticeId,
  currency: Currency,
): Promise<Choices> => {
  const [groups, workbooks] = await Promise.all([
    sql<Choices['groups'][number][]>`
      select o.id, l.name, (select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'unitMinor', t.unit_minor)
          order by t.position) from shop.tiers t
        where t.practice_id = o.practice_id and t.offering_id = o.id and t.position is not null) as tiers
      from shop.offerings o join shop.listings l on l.practice_id = o.practice_id and l.offering_id = o.id
      where o.practice_id = ${practiceId} and o.state in ('published', 'closed') and o.entry = 'buy'
        and o.currency = ${currency} order by l.name, o.id limit 200
    `,
    sql<Choices['workbooks'][number][]>`
      select id, name, price_minor as "priceMinor" from shop.workbooks
      where practice_id = ${practiceId} and state <> 'archived' and currency = ${currency}
      order by name, id limit 200
    `,
  ]);
  return { groups: groups.filter(({ tiers }) => tiers !== null), workbooks };
};

export type ChangeRow = {
  readonly at: Instant;
  readonly was: string | null;
  readonly became: string;
  readonly because: string | null;
};

export const changesOfPackage = (sql: Queryable, practiceId: PracticeId, id: string) => sql<ChangeRow[]>`
  select at, was, became, because from shop.history
  where practice_id = ${practiceId} and entity_id = ${id} and entity = 'package' order by at desc, id desc limit 100
`;
