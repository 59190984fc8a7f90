// A small shop on a test database: practice, groups with seats, checkouts ready to be paid.

import type { Practice } from '../../src/identity/practice/public.ts';
import type { PracticeId } from '../../src/kernel/id.ts';
import type { Db } from '../../src/platform/db.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Jobs } from '../../src/platform/jobs.ts';
import { secretLinks } from '../../src/platform/links.ts';
import type { Outbox } from '../../src/platform/outbox.ts';
import type { PayPal } from '../../src/shop/payments/paypal.ts';
import type { PaymentDeps } from '../../src/shop/payments/public.ts';
import { holdSeats } from '../../src/shop/seats/public.ts';
import type { TestDatabase } from './database.ts';

export type Shop = { readonly practice: Practice; readonly offerings: readonly Offering[] };
export type Offering = { readonly id: string; readonly tierId: string; readonly unitMinor: number };
export type Buyer = { readonly name: string; readonly email: string };

const practiceNamed = (id: PracticeId): Practice => ({
  id, name: 'Rowan Street Group Practice', neutralName: 'RS Practice', region: 'US', zone: 'America/Los_Angeles',
  locale: 'en-US', currency: 'USD', address: [], phone: undefined, email: 'desk@rowan.example',
}); // biome-ignore format: one row

/** Opens a practice with one group for each capacity; every seat costs $45.00 unless `unitMinor` says otherwise. */
export const openShop = async (
  { owner }: Pick<TestDatabase, 'owner'>,
  capacities: readonly number[],
  unitMinor = 4_500,
): Promise<Shop> => {
  const id = newId<'practice'>();
  const practice = practiceNamed(id);
  await owner`
    insert into identity.practices (id, name, neutral_name, region, zone, currency, email)
    values (${id}, ${practice.name}, ${practice.neutralName}, 'US', ${practice.zone}, 'USD', ${practice.email})
  `;
  const offerings: Offering[] = [];
  for (const capacity of capacities) {
    const offering = { id: newId<'offering'>(), tierId: newId<'tier'>(), unitMinor };
    await owner`
      insert into shop.offerings (practice_id, id, state, capacity, currency)
      values (${id}, ${offering.id}, 'published', ${capacity}, 'USD')
    `;
    await owner`
      insert into shop.tiers (practice_id, id, offering_id, position, name, line, unit_minor)
      values (${id}, ${offering.tierId}, ${offering.id}, 1, 'Even', 'The usual price', ${unitMinor})
    `;
    await printListing(owner, practice, offering.id);
    offerings.push(offering);
  }
  return { practice, offerings };
};

/** The group's page, as short as it may be: it meets every Thursday, and a seat covers one meeting. */
const printListing = (owner: TestDatabase['owner'], { id, zone }: Practice, offeringId: string) => owner`
  insert into shop.listings (practice_id, offering_id, address, name, summary, lead, first_session, focus, struggles,
    format, place, languages, kind, schedule, meetings_sold, weekday, day_part, lowest_unit_minor, agreement_version,
    begins_at)
  values (${id}, ${offeringId}, ${offeringId}, 'After a loss', '', '', '', '', '{}', 'in-person', 'Room 2', '{en}',
    'open', jsonb_build_object('startsOn', '2026-01-01', 'weekday', 4, 'time', '18:30', 'minutes', 90,
      'zone', ${zone}::text, 'every', 1, 'sessions', null, 'rests', '[]'::jsonb), 1, 4, 'evening', 4500, 1, '2026-01-02 02:30Z')
`;

/** A checkout with all its steps done and its seats held; undefined when a group is full. */
export const readyCheckout = (
  db: Db,
  { practice }: Shop,
  wish: {
    readonly buyer: Buyer;
    readonly offerings: readonly Offering[];
    readonly minutes?: number;
    /** By the id of the offering: the offer that its seat comes by. */
    readonly offers?: ReadonlyMap<string, string>;
  },
): Promise<string | undefined> =>
  db
    .begin(async (tx) => {
      const checkoutId = newId<'checkout'>();
      const total = wish.offerings.reduce((sum, offering) => sum + offering.unitMinor, 0);
      await tx`
        insert into shop.checkouts (practice_id, id, cart_id, state, currency, total_minor, payer_name, payer_email,
          attendee_name, attendee_email, attendee_is_payer, attested_at, agreed_at, agreed_name, holds_until)
        values (${practice.id}, ${checkoutId}, ${newId<'cart'>()}, 'open', 'USD', ${total}, ${wish.buyer.name},
          ${wish.buyer.email}, ${wish.buyer.name}, ${wish.buyer.email}, true, platform.now(), platform.now(),
          ${wish.buyer.name}, platform.now())
      `;
      const lines = wish.offerings.map((offering) => ({
        lineId: newId<'line'>(),
        offeringId: offering.id,
        offerId: wish.offers?.get(offering.id) ?? null,
        offering,
      }));
      for (const { lineId, offering, offerId } of lines)
        await tx`
          insert into shop.checkout_lines (practice_id, id, checkout_id, offering_id, tier_id, tier_name, name, unit_minor,
            meetings, total_minor, meetings_at, zone, place, terms_version, agreement_version, offer_id)
          select ${practice.id}, ${lineId}, ${checkoutId}, ${offering.id}, ${offering.tierId}, 'Even', 'After a loss',
            ${offering.unitMinor}, 1, ${offering.unitMinor}, '[]', ${practice.zone}, 'Room 2', terms_version, 1, ${offerId}
          from shop.offerings where practice_id = ${practice.id} and id = ${offering.id}
        `;
      const held = await holdSeats(tx, {
        practiceId: practice.id,
        checkoutId,
        lines,
        minutes: wish.minutes ?? 15,
      });
      if (!held.ok) throw new Full();
      return checkoutId;
    })
    .catch((problem: unknown) => {
      if (problem instanceof Full) return undefined;
      throw problem;
    });

class Full extends Error {}

/** Letters and jobs as rows of the same transaction, so that a test sees exactly what was decided. */
const outbox: Outbox = {
  mail: async (tx, { practiceId, kind, dedupe, mail }) => {
    await tx`
      insert into platform.outbox (practice_id, id, kind, dedupe, mail)
      values (${practiceId}, ${newId<'mail'>()}, ${kind}, ${dedupe}, ${tx.json(mail as never)}) on conflict do nothing
    `;
  },
};
const jobs: Jobs = {
  enqueue: async (tx, name, data) => {
    const id = newId<'job'>();
    await tx`
      insert into platform.outbox (practice_id, id, kind, dedupe, mail)
      values (${String(data['practiceId'])}, ${id}, ${`job:${name}`}, ${id}, ${tx.json(data as never)})
    `;
  },
};

/** Payments over this database and this PayPal. */
export const paymentDeps = (db: Db, { practice }: Shop, paypal: PayPal): PaymentDeps => ({
  db,
  paypal,
  outbox,
  jobs,
  links: secretLinks(Buffer.alloc(32, 7)),
  log: { event: () => undefined, fault: () => undefined },
  publicUrl: 'https://rs.example',
  merchantId: 'ROWAN',
  practiceOf: async () => practice,
});
