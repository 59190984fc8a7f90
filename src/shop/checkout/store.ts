import type { PracticeId } from '../../kernel/id.ts';
import { type Instant, Temporal } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { type PricedLine, WHOLE_RATE } from '../pricing/public.ts';
import type { Checkout, CheckoutLine, Parties, SeatLine, WorkbookLine } from './checkout.ts';
import type { FrozenLine } from './freeze.ts';

export type CartKey = { readonly practiceId: PracticeId; readonly cartId: string };
export type CheckoutKey = { readonly practiceId: PracticeId; readonly checkoutId: string };

type Row = Omit<Checkout, 'lines' | 'payment'> & {
  readonly attemptId: string | null;
  readonly attemptState: string | null;
};
type LineRow =
  | (Omit<SeatLine, 'meetings'> & { readonly meetings: readonly { startsAt: string; endsAt: string }[] })
  | WorkbookLine;

/** The running checkout of a cart, else the newest, whatever became of it: a clock that was set back changes nothing. */
export const newestCheckout = async (
  sql: Queryable,
  { practiceId, cartId }: CartKey,
): Promise<Checkout | undefined> => {
  const [row] = await sql<Row[]>`
    select c.id, c.state, c.ended_because as "endedBecause", c.ended_at as "endedAt", c.currency, c.total_minor as "totalMinor",
      c.coupon_id as "couponId", c.coupon_code as "couponCode", c.tax_name as "taxName",
      jsonb_build_object('attendeeName', c.attendee_name, 'attendeeEmail', c.attendee_email, 'payerName', c.payer_name,
        'payerEmail', c.payer_email, 'attendeeIsPayer', c.attendee_is_payer) as parties,
      c.attested, c.attested_at as "attestedAt", c.agreed_at as "agreedAt", c.agreed_name as "agreedName",
      c.holds_until as "holdsUntil", c.prolonged, o.id as "orderId", platform.now() as now,
      a.id as "attemptId", a.state as "attemptState"
    from shop.checkouts c
    left join shop.orders o on o.practice_id = c.practice_id and o.checkout_id = c.id
    left join lateral (select id, state from shop.attempts
      where practice_id = c.practice_id and checkout_id = c.id order by number desc limit 1) a on true
    where c.practice_id = ${practiceId} and c.cart_id = ${cartId}
    order by (c.state in ('open', 'paying')) desc, c.created_at desc, c.id desc
    limit 1
  `;
  if (!row) return undefined;
  const { attemptId, attemptState, ...checkout } = row;
  const payment = attemptId && attemptState ? { attemptId, state: attemptState } : undefined;
  return { ...checkout, payment, lines: await linesOf(sql, { practiceId, checkoutId: row.id }) };
};

const linesOf = async (sql: Queryable, { practiceId, checkoutId }: CheckoutKey): Promise<CheckoutLine[]> => {
  const rows = await sql<LineRow[]>`
    select id, kind, offering_id as "offeringId", tier_id as "tierId", tier_name as "tierName", name,
      workbook_id as "workbookId", package_id as "packageId", package_name as "packageName",
      unit_minor - fund_minor / greatest(meetings, 1) as "unitMinor", total_minor - fund_minor as "totalMinor",
      package_saving_minor as "packageSavingMinor", coupon_saving_minor as "couponSavingMinor", fund_minor as "fundMinor",
      tax_minor as "taxMinor", tax_is_added as "taxIsAdded", (tax_rate * 100000)::integer as "taxRate",
      meetings_at as meetings, zone, place, agreement_version as "agreementVersion", age_from as "ageFrom",
      age_to as "ageTo", attestations,
      (select json_build_object('id', offer.id, 'name', offer.person_name, 'email', offer.person_email)
        from shop.offers as offer where offer.practice_id = ${practiceId} and offer.id = offer_id) as "offeredTo"
    from shop.checkout_lines
    where practice_id = ${practiceId} and checkout_id = ${checkoutId}
    order by id
  `;
  return rows.map((row) =>
    row.kind === 'workbook'
      ? row
      : {
          ...row,
          meetings: row.meetings.map(({ startsAt, endsAt }) => ({
            startsAt: Temporal.Instant.from(startsAt),
            endsAt: Temporal.Instant.from(endsAt),
          })),
        },
  );
};

/** Locks the newest checkout of a cart: payments and holds lock the same row first. */
export const lockNewest = (tx: Tx, { practiceId, cartId }: CartKey) => tx`
  select id from shop.checkouts
  where practice_id = ${practiceId} and cart_id = ${cartId}
  order by (state in ('open', 'paying')) desc, created_at desc, id desc
  limit 1
  for no key update
`;

/** Locks all offerings that a restart touches, old and new, in the order of their ids: no ring of waiting carts. */
export const lockOfferings = (tx: Tx, practiceId: PracticeId, offeringIds: readonly string[]) => tx`
  select id from shop.offerings
  where practice_id = ${practiceId} and id = any(${offeringIds as string[]}::uuid[])
  order by id
  for no key update
`;

export type NewCheckout = {
  readonly id: string;
  readonly currency: string;
  readonly payableMinor: number;
  readonly coupon: { readonly id: string; readonly code: string } | undefined;
  readonly tax: { readonly name: string; readonly number: string } | undefined;
  readonly lines: readonly (FrozenLine & { readonly id: string; readonly price: PricedLine })[];
};

export const insertCheckout = async (tx: Tx, { practiceId, cartId }: CartKey, checkout: NewCheckout) => {
  await tx`
    insert into shop.checkouts (practice_id, id, cart_id, state, currency, total_minor, coupon_id, coupon_code, tax_name,
      tax_number, holds_until)
    values (${practiceId}, ${checkout.id}, ${cartId}, 'open', ${checkout.currency}, ${checkout.payableMinor},
      ${checkout.coupon?.id ?? null}, ${checkout.coupon?.code ?? null}, ${checkout.tax?.name ?? null},
      ${checkout.tax?.number ?? null}, platform.now())
  `;
  await tx`insert into shop.checkout_lines ${tx(checkout.lines.map((line) => rowOf(tx, practiceId, checkout.id, line)))}`;
};

type NewLine = NewCheckout['lines'][number];

/** Every row has the same columns, whatever its kind. */
const rowOf = (tx: Tx, practiceId: PracticeId, checkoutId: string, line: NewLine) => ({
  practice_id: practiceId,
  id: line.id,
  checkout_id: checkoutId,
  kind: line.kind,
  name: line.name,
  unit_minor: line.unitMinor,
  package_id: line.packageId,
  package_name: line.packageName,
  ...pricesOf(line.price),
  ...(line.kind === 'seat' ? seatOf(tx, line) : workbookOf(tx, line)),
});

const seatOf = (tx: Tx, line: Extract<NewLine, { kind: 'seat' }>) => ({
  offering_id: line.offeringId,
  tier_id: line.tierId,
  tier_name: line.tierName,
  meetings: line.meetings.length,
  meetings_at: tx.json(
    line.meetings.map(({ startsAt, endsAt }) => ({ startsAt: `${startsAt}`, endsAt: `${endsAt}` })),
  ),
  zone: line.zone,
  place: line.place,
  terms_version: line.termsVersion,
  agreement_version: line.agreementVersion,
  age_from: line.ageFrom,
  age_to: line.ageTo,
  attestations: line.attestations as string[],
  offer_id: line.offerId,
  workbook_id: null,
  workbook_version: null,
});

/** Nobody meets for a workbook, and nobody signs. */
const workbookOf = (tx: Tx, line: Extract<NewLine, { kind: 'workbook' }>) => ({
  offering_id: null,
  tier_id: null,
  tier_name: null,
  meetings: 0,
  meetings_at: tx.json([]),
  zone: null,
  place: null,
  terms_version: null,
  agreement_version: null,
  age_from: 18,
  age_to: null,
  attestations: [] as string[],
  offer_id: null,
  workbook_id: line.workbookId,
  workbook_version: line.workbookVersion,
});

const pricesOf = (price: PricedLine) => ({
  total_minor: price.totalMinor,
  package_saving_minor: price.packageSavingMinor,
  coupon_saving_minor: price.couponSavingMinor,
  fund_minor: price.fundMinor,
  tax_minor: price.taxMinor,
  tax_is_added: price.taxIsAdded,
  tax_rate: price.taxRate / WHOLE_RATE,
});

/** What was typed before the hold ended need not be typed again; an answer stays only where the question did. */
export const copyTyped = (
  tx: Tx,
  { practiceId, checkoutId }: CheckoutKey,
  from: { readonly id: string; readonly attested: boolean; readonly agreed: boolean },
) => tx`
  update shop.checkouts as fresh set payer_name = was.payer_name, payer_email = was.payer_email,
    attendee_name = was.attendee_name, attendee_email = was.attendee_email, attendee_is_payer = was.attendee_is_payer,
    attested = case when ${from.attested} then was.attested else '{}' end,
    attested_at = case when ${from.attested} then was.attested_at end,
    agreed_at = case when ${from.agreed} then was.agreed_at end,
    agreed_name = case when ${from.agreed} then was.agreed_name end,
    agreement_version = case when ${from.agreed} then was.agreement_version end
  from shop.checkouts as was
  where fresh.practice_id = ${practiceId} and fresh.id = ${checkoutId}
    and was.practice_id = ${practiceId} and was.id = ${from.id}
`;

/** Who comes and who pays. Another person, and the agreement has to be signed anew. */
export const saveParties = (
  tx: Tx,
  { practiceId, checkoutId }: CheckoutKey,
  parties: Parties,
  attested: readonly string[] | undefined,
) => tx`
  update shop.checkouts set
    agreed_at = case when attendee_email = ${parties.attendeeEmail} and attendee_name = ${parties.attendeeName}
      and attendee_is_payer = ${parties.attendeeIsPayer} then agreed_at end,
    payer_name = ${parties.payerName}, payer_email = ${parties.payerEmail},
    attendee_name = ${parties.attendeeName}, attendee_email = ${parties.attendeeEmail},
    attendee_is_payer = ${parties.attendeeIsPayer},
    attested = ${(attested ?? []) as string[]}, attested_at = case when ${attested !== undefined} then platform.now() end
  where practice_id = ${practiceId} and id = ${checkoutId} and state <> 'ordered'
`;

export const saveAgreed = (
  tx: Tx,
  { practiceId, checkoutId }: CheckoutKey,
  agreed: { readonly name: string; readonly version: number },
) => tx`
  update shop.checkouts set agreed_at = platform.now(), agreed_name = ${agreed.name}, agreement_version = ${agreed.version}
  where practice_id = ${practiceId} and id = ${checkoutId} and state <> 'ordered'
`;

export const countProlongation = (tx: Tx, { practiceId, checkoutId }: CheckoutKey) => tx`
  update shop.checkouts set prolonged = prolonged + 1 where practice_id = ${practiceId} and id = ${checkoutId}
`;

export const endCheckout = (tx: Tx, { practiceId, checkoutId }: CheckoutKey, because: string) => tx`
  update shop.checkouts set state = 'ended', ended_at = platform.now(), ended_because = ${because}
  where practice_id = ${practiceId} and id = ${checkoutId} and state in ('open', 'paying')
`;

/** Names that were typed and never became an order are not kept for longer than they may be of use. */
export const forgetTyped = (sql: Queryable, days: number) => sql`
  update shop.checkouts c set payer_name = null, payer_email = null, attendee_name = null, attendee_email = null,
    agreed_name = null
  where state = 'ended' and ended_at < platform.now() - make_interval(days => ${days}) and payer_email is not null
    and not exists (select 1 from shop.attempts a where a.practice_id = c.practice_id and a.checkout_id = c.id
      and a.state not in ('failed', 'abandoned', 'seat-lost', 'duplicate', 'requote'))
`;

export const databaseNow = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('the database has a clock');
  return row.now;
};
