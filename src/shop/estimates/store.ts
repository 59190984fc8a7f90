import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Estimate } from './estimate.ts';
import { type EstimateSettings, UNSET } from './settings.ts';

/** The settings that count now: the newest version. */
export const settingsInForce = async (sql: Queryable, practiceId: PracticeId): Promise<EstimateSettings> => {
  const [row] = await sql<EstimateSettings[]>`
    select version, shown, provider, service from shop.estimate_settings
    where practice_id = ${practiceId} order by version desc limit 1
  `;
  return row ?? UNSET;
};

/** Every version, newest first. */
export const settingsVersions = (sql: Queryable, practiceId: PracticeId) => sql<
  (EstimateSettings & { readonly setAt: Instant })[]
>`
  select version, shown, provider, service, set_at as "setAt" from shop.estimate_settings
  where practice_id = ${practiceId} order by version desc limit 50
`;

/** No row when somebody else was first with this version. */
export const insertSettings = (
  tx: Tx,
  { practiceId, personId }: { readonly practiceId: PracticeId; readonly personId: string },
  { version, shown, provider, service }: EstimateSettings,
) => tx<{ version: number }[]>`
  insert into shop.estimate_settings (practice_id, version, shown, provider, service, set_by)
  values (${practiceId}, ${version}, ${shown}, ${provider}, ${service}, ${personId})
  on conflict do nothing
  returning version
`;

/** Keeps the estimate of a checkout as it is shown; it changes until there is an order, and never after. */
export const keepEstimate = (
  sql: Queryable,
  { practiceId, checkoutId }: { readonly practiceId: PracticeId; readonly checkoutId: string },
  estimate: Estimate,
) => sql`
  insert into shop.estimates as kept (practice_id, id, checkout_id, body)
  values (${practiceId}, ${newId<'estimate'>()}, ${checkoutId}, ${sql.json(estimate as never)})
  on conflict on constraint one_estimate_a_checkout
  do update set body = excluded.body, made_at = platform.now()
  where kept.body <> excluded.body and not exists (select 1 from shop.orders as placed
    where placed.practice_id = ${practiceId} and placed.checkout_id = ${checkoutId})
`;

/** The estimate that was shown before an order was paid, by the hash of the order's link. */
export const estimateOfLink = async (sql: Queryable, practiceId: PracticeId, secretHash: Buffer) => {
  const [row] = await sql<{ number: number; body: Estimate }[]>`
    select o.number, e.body from shop.orders o
    join shop.estimates e on e.practice_id = o.practice_id and e.checkout_id = o.checkout_id
    where o.practice_id = ${practiceId} and o.secret_hash = ${secretHash}
  `;
  return row;
};

export const orderHasEstimate = async (sql: Queryable, practiceId: PracticeId, orderId: string) => {
  const rows = await sql`
    select 1 from shop.orders o
    join shop.estimates e on e.practice_id = o.practice_id and e.checkout_id = o.checkout_id
    where o.practice_id = ${practiceId} and o.id = ${orderId}
  `;
  return rows.length > 0;
};

/** The name on an estimate goes when it is forgotten on its checkout, which became no order. */
export const forgetNames = (sql: Queryable) => sql`
  update shop.estimates as kept set body = kept.body - 'attendee'
  from shop.checkouts as checkout
  where checkout.practice_id = kept.practice_id and checkout.id = kept.checkout_id and checkout.state = 'ended'
    and checkout.attendee_name is null and kept.body ->> 'attendee' is not null
`;

export const databaseNow = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('the database has a clock');
  return row.now;
};
