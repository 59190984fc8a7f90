import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { type TaxSettings, UNSET } from './settings.ts';

const columns = (sql: Queryable) => sql`
  version, way, name, number, (seat_rate * 100000)::integer as "seatRate", (workbook_rate * 100000)::integer as "workbookRate"
`;

/** The settings that count now: the newest version. */
export const taxInForce = async (sql: Queryable, practiceId: PracticeId): Promise<TaxSettings> => {
  const [row] = await sql<TaxSettings[]>`
    select ${columns(sql)} from shop.tax_settings where practice_id = ${practiceId} order by version desc limit 1
  `;
  return row ?? UNSET;
};

/** Every version, newest first. */
export const taxVersions = (sql: Queryable, practiceId: PracticeId) => sql<
  (TaxSettings & { readonly setAt: Instant })[]
>`
  select ${columns(sql)}, set_at as "setAt" from shop.tax_settings where practice_id = ${practiceId}
  order by version desc limit 50
`;

/** No row when somebody else was first with this version. */
export const insertTax = (
  tx: Tx,
  { practiceId, personId }: { readonly practiceId: PracticeId; readonly personId: string },
  { version, way, name, number, seatRate, workbookRate }: TaxSettings,
) => tx<{ version: number }[]>`
  insert into shop.tax_settings (practice_id, version, way, name, number, seat_rate, workbook_rate, set_by)
  values (${practiceId}, ${version}, ${way}, ${name}, ${number}, ${seatRate / 100_000}, ${workbookRate / 100_000}, ${personId})
  on conflict do nothing
  returning version
`;
